"""Tests of the plugin for multidisciplinary care."""
