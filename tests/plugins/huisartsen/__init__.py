"""Tests of the plugin for general practice."""
