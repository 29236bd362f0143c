"""Writes gamma-exponential.json: the mixture by numerical integration of its definition, at 40 digits.

    M(s, v) = int_0^(1/c) f(l) exp(l s - psi(l) v) dl      psi(l) = (-log(1 - l c) - l c) / c^2
    f(l)    proportional to exp(-psi(l) rho) / (1 - l c)

No incomplete gamma function is used, so it checks the closed form as well as its arithmetic.
Needs mpmath 1.3; run here: python3 gamma-exponential.py > gamma-exponential.json
"""
import json
import mpmath as mp

mp.mp.dps = 40


def log_integral(a, d):
    """log int_0^1 u^(a-1) exp((1-u)(a+d)) du, u = 1 - l c; the integrand is split about its peak."""
    y = a + d
    log_f = lambda u: (a - 1) * mp.log(u) + (1 - u) * y
    peak = min(mp.mpf(1), (a - 1) / y) if a > 1 else None
    if peak is None:  # integrable singularity at 0: substitute u = t^(1/a)
        value = mp.quad(lambda t: mp.exp((1 - t ** (1 / a)) * y) / a, mp.linspace(0, 1, 33))
        return mp.log(value)
    width = 1 / mp.sqrt((a - 1) / peak**2)
    if peak == 1:  # decays away from 1 at rate a - 1 - y as well
        width = min(width, 1 / max(a - 1 - y, mp.mpf(1)))
    cuts = sorted({min(mp.mpf(1), max(mp.mpf(0), peak + k * width)) for k in (-60, -30, -15, -8, -4, -2, 0, 2, 4, 8, 15, 30, 60)})
    top = log_f(peak)
    return top + mp.log(mp.quad(lambda u: mp.exp(log_f(u) - top), cuts))


def log_m(rho, c, s, v):
    return log_integral((v + rho) / c**2, s / c) - log_integral(rho / c**2, mp.mpf(0))


def rho_of(v_opt, alpha):
    twice = -2 * mp.log(alpha)
    return v_opt / (twice + mp.log(1 + twice))


def case(c, v_opt, alpha, s, v):
    c, v_opt, alpha, s, v = (mp.mpf(str(x)) for x in (c, v_opt, alpha, s, v))
    rho = rho_of(v_opt, alpha)
    target = -mp.log(alpha)
    guess = mp.sqrt(2 * (v + rho) * (target + 1)) + c * target
    root = mp.findroot(lambda x: log_m(rho, c, x, v) - target, (guess, guess * 1.1), solver="secant", tol=1e-50)
    numbers = dict(c=c, v_opt=v_opt, alpha=alpha, s=s, v=v, rho=rho, log_m=log_m(rho, c, s, v), radius=root)
    return {name: float(x) for name, x in numbers.items()}


print(json.dumps({
    "written_by": "gamma-exponential.py: mpmath %s, quadrature at %d digits" % (mp.__version__, mp.mp.dps),
    "cases": [
        case(2, 1000, 0.05, 3000, 1000000),
        case(2, 1000, 0.05, -3000, 1000000),
        case(2, 1000, 0.05, -400000, 1000000),
        case(1, 500, 0.001, 90, 800),
        case(1, 500, 0.001, -90, 800),
        case(1, 500, 0.001, 20000, 30000),
        case(1, 500, 0.001, -800, 800),
        case(1, 500, 0.001, 0, 0),
        case(1, 500, 0.001, 3, 0.25),
        case(101, 4, 0.05, 7.5, 12),
        case(101, 4, 0.05, -0.1, 12),
        case(0.25, 50, 0.01, 300, 20000),
    ],
}, indent=1))
