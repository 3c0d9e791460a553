"""Tests of the plugin for district nursing."""
