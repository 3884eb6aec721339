"""What each key of the page Prüfen does: the same as a button, whose tooltip shows the key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QWidget

from ...adapters.wording import translate
from ..help import KEYS_REVIEW
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
    queue, view = page.queue, page.view
    return {
        Verb.NEXT: partial(queue.step, 1),
        Verb.PREVIOUS: partial(queue.step, -1),
        Verb.LIST: queue.table.setFocus,
        Verb.REFRESH: page.refresh,
        Verb.COMPARE: partial(view.go_to, view.table.view),
        Verb.FINDINGS: partial(view.go_to, view.findings),
        Verb.COMMENT: partial(view.go_to, view.remark.text),
        Verb.OVERVIEW: lambda: _overview(page),
        Verb.TAKE_BACK: page.decider.take_back_last,
    }


def _deeds(page: ReviewPage) -> Mapping[str, Callable[[], None]]:
    """A key that cannot do anything just now says so: there is no greyed button to be seen."""
    words = {key.verb: key.meaning for key in KEYS}

    def told(verb: str, act: Callable[[], bool]) -> Callable[[], None]:
        def pressed() -> None:
            if not act():
                page.window_.tell(translate("keys", "Not possible at the moment: {}").format(words[verb]))

        return pressed

    def pressing(buttons: tuple[QAbstractButton, ...]) -> Callable[[], bool]:
        return lambda: any(press(button) for button in buttons)

    acts = {verb: pressing(buttons) for verb, buttons in _buttons(page).items() if verb != Verb.TAKE_BACK}
    acts |= {
        Verb.CLAIM: page.bar.claim_or_renew,
        Verb.FURTHER: page.bar.open_further,
        Verb.ALIKE: page.view.alike.open_menu,
        Verb.ACCEPT: partial(_accept, page),
        Verb.SEND: partial(_send, page),
    }
    return {verb: told(verb, act) for verb, act in acts.items()}


def _accept(page: ReviewPage) -> bool:
    """A correction that was begun is never lost by accepting without it."""
    correction = page.view.correction
    return press(page.bar.accept if correction.correcting is None else correction.accept)


def _send(page: ReviewPage) -> bool:
    """What is being written where the focus is."""
    focus, view = QApplication.focusWidget(), page.view
    forms: tuple[tuple[QWidget, QAbstractButton], ...] = (
        (page.bar.form, page.bar.form.send),
        (page.handing.form, page.handing.send),
        (view.correction, view.correction.accept),
        (view.remark, view.remark.send),
    )
    return any(press(send) for form, send in forms if focus is not None and form.isAncestorOf(focus))


def _buttons(page: ReviewPage) -> Mapping[str, tuple[QAbstractButton, ...]]:
    bar, handing, view = page.bar, page.handing, page.view
    return {
        Verb.DIFFERENCE: (view.meanwhile.look,),
        Verb.ON_MAP: (view.show_on_map,),
        Verb.ALIKE: (view.alike,),
        Verb.CLAIM: (bar.claim_button,),
        Verb.RELEASE: (bar.release_button,),
        Verb.ACCEPT: (bar.accept, view.correction.accept),
        Verb.ACCEPT_UNIT: (page.unit.view.accept_button,),
        Verb.CORRECT: (view.correction.start,),
        Verb.ASK_BACK: (bar.ask_back,),
        Verb.REJECT: (bar.reject,),
        Verb.FURTHER: (bar.further,),
        Verb.HAND_OVER: (handing.forward_button, handing.take_on_button),
        Verb.CONFIRM: (bar.by_rule.confirm,),
        Verb.OBJECT: (bar.by_rule.object,),
        Verb.SEND: (bar.form.send, handing.send, view.remark.send),
        Verb.TAKE_BACK: (bar.take_back_button,),
        Verb.PUBLISH: (bar.publish_button,),
        Verb.PUBLISH_ALL: (page.publishing.all_button,),
        Verb.ACCEPT_MARKED: (page.bulk.box.offer_button,),
    }


def _overview(page: ReviewPage) -> None:
    show_keys(KEYS, page, KEYS_REVIEW)
