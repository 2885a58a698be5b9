"""The playback page: one offline file in which residents can explore what they told, and find nobody in it."""

from netsurvey.playback.codes import page_codes, private_codes, slips
from netsurvey.playback.contents import Audience, playback_contents
from netsurvey.playback.intruder import singled_out, smallest_crowd
from netsurvey.playback.page import assemble, script_and_looks
from netsurvey.playback.story import STORY_FILE, default_story, read_story
from netsurvey.playback.wording import PLACEHOLDERS

__all__ = [
    "PLACEHOLDERS",
    "STORY_FILE",
    "Audience",
    "assemble",
    "default_story",
    "page_codes",
    "playback_contents",
    "private_codes",
    "read_story",
    "script_and_looks",
    "singled_out",
    "slips",
    "smallest_crowd",
]
