"""Tests of the plugin for mental health care."""
