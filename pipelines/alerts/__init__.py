"""Alerts: the right person told once.

``rules`` says what is a trouble, ``follow`` when to speak of it, ``message`` in which words (all three pure);
``look`` reads what a run left behind, ``outbox`` keeps what is to be sent, ``delivery`` sends it through
apprise, ``watch`` does all of it; ``history`` hands the outbox to the warehouse. apprise is not imported
where no receiver is set.
"""
