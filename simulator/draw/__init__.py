"""The map of a flow: a tree of menus, schedules and destinations, laid out and written as a picture or as text."""
