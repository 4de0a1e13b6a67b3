"""What is known of each criterion of WCAG 2.2 A and AA: measured by which tests, looked at by us, or about something that the site does not have.

The statement of accessibility (`docs/toegankelijkheid.md`) is compared with this table.
"""

from __future__ import annotations

EVERY_VIEW = "test_every_kind_of_page_can_be_read_in_every_way"
AXE = "test_no_kind_of_page_breaks_a_rule"
KEYBOARD = "test_the_keyboard_goes_through_every_kind_of_page"

MEASURED: dict[str, tuple[str, ...]] = {
    "1.1.1": (AXE, EVERY_VIEW),
    "1.3.1": (AXE, EVERY_VIEW, "test_results_keep_the_outline"),
    "1.3.2": (KEYBOARD, "test_a_practice_can_be_read_without_javascript"),
    "1.4.3": (AXE, "test_no_state_of_the_form_breaks_a_rule", "test_the_page_with_items_breaks_no_rule"),
    "1.4.4": (EVERY_VIEW, "test_text_over_text_is_found_where_the_letters_grow"),
    "1.4.10": (EVERY_VIEW, "test_the_form_fits_on_320_pixels", "test_nothing_is_too_wide_on_the_smallest_phone"),
    "1.4.11": (EVERY_VIEW, KEYBOARD),
    "1.4.12": (EVERY_VIEW,),
    "1.4.13": ("test_what_escape_closes_on_the_map",),
    "2.1.1": (
        KEYBOARD, "test_the_keyboard_goes_through_the_whole_form", "test_the_keyboard_goes_through_a_selection",
        "test_with_the_keyboard_alone_to_a_file_that_is_right", "test_a_selection_is_annotated_and_handed_on_with_the_keyboard",
        "test_keyboard_alone_opens_a_municipality", "test_the_sheet_is_used_with_the_keyboard_at_320_px",
        "test_the_menu_of_a_phone_works_with_the_keyboard", "test_the_scheme_is_chosen_with_the_arrow_keys",
    ),
    "2.1.2": (KEYBOARD, "test_the_keyboard_goes_through_the_whole_form"),
    "2.1.4": ("test_no_letter_does_something_by_itself",),
    "2.2.2": (EVERY_VIEW,),
    "2.4.1": ("test_the_first_tab_leads_past_the_header", "test_a_link_leads_past_the_filters", "test_the_map_can_be_skipped"),
    "2.4.2": ("test_no_two_pages_have_the_same_title", "test_the_title_of_the_window_names_the_query"),
    "2.4.3": (KEYBOARD, "test_names_are_taken_away_one_by_one", "test_a_chip_is_taken_away_with_the_keyboard"),
    "2.4.5": ("test_menus_and_footer_have_the_same_links", "test_the_box_of_the_home_page_searches"),
    "2.4.7": (KEYBOARD, "test_a_walk_finds_what_is_wrong"),
    "2.4.11": (KEYBOARD, "test_a_walk_backwards_finds_what_lies_under_the_header", "test_a_message_over_the_page_covers_no_stop"),
    "2.5.7": (EVERY_VIEW, "test_the_keyboard_alone_is_enough"),
    "2.5.8": (AXE, EVERY_VIEW),
    "3.1.1": (AXE, EVERY_VIEW),
    "3.2.3": ("test_menus_and_footer_have_the_same_links",),
    "3.2.6": ("test_help_stands_in_the_same_place",),
    "3.3.1": ("test_every_message_is_tied_to_its_field", "test_a_mistake_is_found_and_mended_with_the_keyboard"),
    "3.3.2": (EVERY_VIEW, AXE),
    "3.3.3": ("test_what_was_meant_takes_the_place_of_a_slip_at_one_press", "test_a_correction_is_taken_with_the_keyboard"),
    "4.1.2": (AXE, EVERY_VIEW, KEYBOARD),
    "4.1.3": ("test_the_number_of_results_is_announced", "test_the_number_is_announced", "test_a_slow_index_is_announced"),
}  # fmt: skip
"""Criteria that tests look after, as far as a program can; a person still judges whether a name or a title is a good one."""

LOOKED_AT = (
    "1.3.3", "1.3.4", "1.4.1", "1.4.5", "2.4.4", "2.4.6", "2.5.1", "2.5.2", "2.5.3", "3.1.2", "3.2.1", "3.2.2",
    "3.2.4", "3.3.7",
)  # fmt: skip
"""Criteria that only a person can judge as a whole; whoever made the site looked at them."""

ABSENT = (
    "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.3.5", "1.4.2", "2.2.1", "2.3.1", "2.5.4", "3.3.4", "3.3.8",
)  # fmt: skip
"""Criteria about what the site does not have: video, sound, time limits, flashes, questions about the reader, an account."""

SETTLED = ("2026-11-21", "a8a4500813c6")
"""The day on which everything was tested and looked at, and a fingerprint of this table on that day."""
