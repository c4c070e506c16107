"""Recordings as files: how long they are. Needed only where a catalogue names audio files."""
