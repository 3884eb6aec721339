"""What each key of the page Prüfen does: the same as a button, whose tooltip shows the key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import QAbstractButton

from ..keys import Keys, press
from ..keys_dialog import show_keys
from .keys import KEYS, Verb

if TYPE_CHECKING:
    from .page import ReviewPage


def install(page: ReviewPage) -> Keys:
    made = Keys(page, KEYS, {**_moves(page), **_deeds(page)})
    for verb, buttons in _buttons(page).items():
        for button in buttons:
            made.hint(button, verb)
    return made


def _moves(page: ReviewPage) -> Mapping[str, Callable[[], None]]:
    queue = page.queue
    return {
        Verb.NEXT: partial(queue.step, 1),
        Verb.PREVIOUS: partial(queue.step, -1),
        Verb.LIST: queue.table.setFocus,
        Verb.REFRESH: page.refresh,
        Verb.COMPARE: page.view.table.view.setFocus,
        Verb.OVERVIEW: lambda: _overview(page),
    }


def _deeds(page: ReviewPage) -> Mapping[str, Callable[[], None]]:
    def pressing(*buttons: QAbstractButton) -> Callable[[], None]:
        def act() -> None:
            for button in buttons:
                press(button)

        return act

    pressed = {verb: pressing(*buttons) for verb, buttons in _buttons(page).items()}
    return {
        **pressed,
        Verb.CLAIM: page.bar.claim_or_renew,
        Verb.FURTHER: page.bar.open_further,
        Verb.TAKE_BACK: page.decider.take_back_last,
    }


def _buttons(page: ReviewPage) -> Mapping[str, tuple[QAbstractButton, ...]]:
    bar, handing = page.bar, page.handing
    return {
        Verb.ON_MAP: (page.view.show_on_map,),
        Verb.CLAIM: (bar.claim_button,),
        Verb.RELEASE: (bar.release_button,),
        Verb.ACCEPT: (bar.accept,),
        Verb.ASK_BACK: (bar.ask_back,),
        Verb.REJECT: (bar.reject,),
        Verb.FURTHER: (bar.further,),
        Verb.HAND_OVER: (handing.forward_button, handing.take_on_button),
        Verb.SEND: (bar.form.send, handing.send),
        Verb.TAKE_BACK: (bar.take_back_button,),
        Verb.PUBLISH: (bar.publish_button,),
        Verb.PUBLISH_ALL: (page.publishing.all_button,),
        Verb.ACCEPT_MARKED: (page.bulk.box.offer_button,),
    }


def _overview(page: ReviewPage) -> None:
    show_keys(KEYS, page)
