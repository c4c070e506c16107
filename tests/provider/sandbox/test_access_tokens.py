from simulator.provider.sandbox.access_tokens import AccessTokens

KEY = "k" * 32


def test_a_token_lives_its_seconds() -> None:
    now = [1000.0]
    tokens = AccessTokens(KEY, "portal", seconds=60, now=lambda: now[0])
    token = tokens.fresh()
    seen = []
    for at in (1000.0, 1059.0, 1060.0):
        now[0] = at
        seen.append(tokens.accepts(f"Bearer {token}"))

    assert seen == [True, True, False]


def test_who_else_is_let_in() -> None:
    tokens = AccessTokens(KEY, "portal")
    token = tokens.fresh()

    assert [tokens.accepts(header) for header in ("portal", "bearer portal", token, token[:-2], "", "nonsense")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert not AccessTokens("o" * 32, "other").accepts(token)


def test_a_token_that_is_over_is_exchanged_and_one_of_others_is_not() -> None:
    now = [1000.0]
    tokens = AccessTokens(KEY, "portal", seconds=60, now=lambda: now[0])
    token = tokens.fresh()
    now[0] = 2000.0
    assert [
        tokens.renews(header)
        for header in (token, f"Bearer {token}", "portal", "x", AccessTokens("o" * 32, "").fresh())
    ] == [
        True,
        True,
        True,
        False,
        False,
    ]
