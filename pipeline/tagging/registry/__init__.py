"""The registry: names of agencies, panels and services that people keep in files, and how it is read and edited."""
