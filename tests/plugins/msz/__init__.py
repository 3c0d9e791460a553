"""Tests of the plugin for specialist medical care."""
