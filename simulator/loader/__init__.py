"""Load text into a flow: files, folders, the provider's responses; every problem with its file, line and column.

The way of one file::

    flow_location       which file a FLOW means
    flow_kinds          which kind it is: a receptionist, a flow (flow_file, catalogue), a response (provider_response)
    foreign_file        what a file of another program is
    receptionist_file   the wire's names -> the model; problems in the author's own names (validation_problems)
    name_references     @names -> ids; recording_lengths: how long each recording plays
    variant_section     the flow as it is for a while: merge patches of receptionists
    semantics_section   how the engine works; menu_section: how it does behind single menus
    project_profiles    the profiles of ivrsim.toml, which profile_writer adds to
    world_section       what lies behind the menus: schedules (schedule_section), routes and numbers (route_section)

The room ``text`` below turns bytes into trees and places into lines. Positions are looked up only when something is
wrong. ``simulator.load`` is the function ``load`` of ``flow_kinds``.
"""
