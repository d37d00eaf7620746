"""Numbers in prose: shares, changes and intervals → the words that a reader sees."""

from __future__ import annotations

from markupsafe import Markup

NO_FORMULA = "mathjax_ignore"  # JupyterLab makes a formula of what stands between two $, but not below this class


class Sentences(tuple[str, ...]):
    """Sentences that show themselves as a list in a notebook, with nothing in them taken for markup."""

    def _repr_html_(self) -> str:
        return Markup(f'<ul class="{NO_FORMULA}">{{}}</ul>').format(
            Markup("").join(Markup("<li>{}</li>").format(said) for said in self)
        )


def percent(share: float) -> str:
    """A share as people read it; the space does not break.

    >>> percent(0.2844), percent(0.0), percent(0.004)
    ('28\\xa0%', '0\\xa0%', '<1\\xa0%')
    """
    rounded = round(100 * share)
    if share > 0 and not rounded:
        return "<1\xa0%"
    return ">99\xa0%" if share < 1 - 1e-9 and rounded == 100 else f"{rounded}\xa0%"


def points_of_change(change: float) -> str:
    """A change of shares in percentage points, signed; never 0 where it is not.

    >>> points_of_change(0.2612), points_of_change(-0.131), points_of_change(0.0004), points_of_change(0.0)
    ('+26 points', '−13 points', '+0.04 points', '0 points')
    """
    size = 100 * abs(change)
    if size < 1e-9:
        return "0 points"
    number = f"{size:.0f}" if round(size) else f"{size:.1g}"
    return f"{'+' if change > 0 else '−'}{number} point{'' if number == '1' else 's'}"


def signed(number: float, decimals: int = 1) -> str:
    """A number with its sign; 0 has none.

    >>> signed(-8.87), signed(0.004, 2)
    ('−8.9', '0.00')
    """
    written = f"{number:+.{decimals}f}"
    return written.replace("-", "−") if float(written) else written[1:]


def p_value(p: float) -> str:
    """A p value with two digits, as statisticians write it.

    >>> p_value(0.8396), p_value(0.0506), p_value(0.0001), p_value(1.0)
    ('.84', '.051', '<.001', '1')
    """
    if p >= 0.9995:
        return "1"
    return "<.001" if p < 0.001 else f"{p:.2g}".lstrip("0") if p < 0.1 else f"{p:.2f}".lstrip("0")
