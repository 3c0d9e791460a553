"""Tests of the plugin with what sectors share."""
