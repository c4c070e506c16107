"""G.711, against the values that its tables state."""

from simulator.audio.companding import a_law_values, mu_law_values


def test_mu_law_has_the_values_of_the_table() -> None:
    values = mu_law_values()
    assert [values[byte] for byte in (0x00, 0x7F, 0x80, 0xFF, 0x8F, 0x0F)] == [-32_124, 0, 32_124, 0, 16_764, -16_764]
    assert sorted(values) == sorted(-value for value in values)


def test_a_law_has_the_values_of_the_table() -> None:
    values = a_law_values()
    assert [values[byte] for byte in (0xD5, 0x55, 0xAA, 0x2A)] == [8, -8, 32_256, -32_256]
    assert (len(set(values)), sorted(values)) == (256, sorted(-value for value in values))
