"""Makes vectors.properties, newey_west.csv and funnel.csv: numbers for the statistics tests that
owe nothing to the Java code.

Run in this folder with Python 3.11, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0. Newey-West, t,
Newcombe, Katz and weighted least squares are the libraries' own. Funnel and standardised rates are
written out here from the papers' formulae.
"""

import numpy as np
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import DescrStatsW

out = {}
rng = np.random.default_rng(20261101)

# Newey-West: 36 months, four of them missing, intervention at month 24, autocorrelated errors.
months = np.array([t for t in range(36) if t not in (5, 6, 17, 30)])
noise = np.zeros(36)
for t in range(36):
    noise[t] = (0.5 * noise[t - 1] if t else 0) + rng.normal(0, 1.5)
after = (months >= 24).astype(float)
y = np.round(40 + 0.2 * months - 3 * after - 0.25 * after * (months - 24) + noise[months], 3)
x = np.column_stack([np.ones(len(months)), months - 24, after, after * (months - 24)])
np.savetxt("newey_west.csv", np.column_stack([months, y]), fmt=["%d", "%.3f"], delimiter=",",
           header="month,difference", comments="")
for lags in (0, 2, 3):
    fit = sm.OLS(y, x).fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True)
    for i, name in enumerate(("constant", "trend", "level", "slope")):
        out[f"hac.{lags}.{name}.coefficient"] = fit.params[i]
        out[f"hac.{lags}.{name}.error"] = fit.bse[i]
        out[f"hac.{lags}.{name}.lower"], out[f"hac.{lags}.{name}.upper"] = fit.conf_int()[i]
    contrast = fit.t_test([0, 0, 1, (after * (months - 24)).sum() / after.sum()])
    out[f"hac.{lags}.effect"] = contrast.effect[0]
    out[f"hac.{lags}.effect.lower"], out[f"hac.{lags}.effect.upper"] = contrast.conf_int()[0]

# Funnel with overdispersion: 40 organisations.
n = np.round(np.exp(rng.uniform(np.log(50), np.log(5000), 40))).astype(int)
p = 1 / (1 + np.exp(-(-1.5 + rng.normal(0, 0.25, 40))))
count = rng.binomial(n, p)
np.savetxt("funnel.csv", np.column_stack([count, n]), fmt="%d", delimiter=",",
           header="numerator,denominator", comments="")


def dispersion(z, s):
    low, high = np.quantile(z, [0.1, 0.9])
    phi = np.mean(np.clip(z, low, high) ** 2)
    w = 1 / s**2
    k = len(z)
    return phi, max(0, (k * phi - (k - 1)) / (w.sum() - (w**2).sum() / w.sum()))


centre = count.sum() / n.sum()
s = 1 / (2 * np.sqrt(n))
phi, tau2 = dispersion((np.arcsin(np.sqrt(count / n)) - np.arcsin(np.sqrt(centre))) / s, s)
out["funnel.proportion.centre"], out["funnel.proportion.phi"], out["funnel.proportion.tau2"] = centre, phi, tau2
for confidence in (0.95, 0.998):
    z = stats.norm.ppf(1 - (1 - confidence) / 2)
    half = z * np.sqrt(1 / (4 * 400) + tau2)
    out[f"funnel.proportion.{confidence}.lower"] = np.sin(np.arcsin(np.sqrt(centre)) - half) ** 2
    out[f"funnel.proportion.{confidence}.upper"] = np.sin(np.arcsin(np.sqrt(centre)) + half) ** 2
limit = stats.norm.ppf(0.999) * np.sqrt(centre * (1 - centre) / n)
out["funnel.proportion.outside"] = int((abs(count / n - centre) > limit).sum())

expected = centre * n
s = 1 / (2 * np.sqrt(expected))
phi, tau2 = dispersion((np.sqrt(count / expected) - 1) / s, s)
out["funnel.rate.phi"], out["funnel.rate.tau2"] = phi, tau2
for confidence in (0.95, 0.998):
    z = stats.norm.ppf(1 - (1 - confidence) / 2)
    half = z * np.sqrt(1 / (4 * centre * 400) + tau2)
    out[f"funnel.rate.{confidence}.lower"] = centre * (1 - half) ** 2
    out[f"funnel.rate.{confidence}.upper"] = centre * (1 + half) ** 2
out["funnel.rate.outside"] = int(
    ((stats.poisson.cdf(count, expected) < 0.001) | (stats.poisson.sf(count - 1, expected) < 0.001)).sum())

# Standardisation: the example population of PHEindicatormethods.
esp = np.array([5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000,
                4000, 2500, 1500, 1000])
people = np.array([84935, 80367, 72122, 79259, 99806, 87362, 81579, 71103, 70001, 69007, 63203, 52638, 46087,
                   40887, 32604, 28399, 21625, 13021, 7355])
events = np.array([27, 45, 55, 100, 125, 300, 295, 270, 275, 450, 455, 459, 345, 300, 270, 265, 100, 90, 35])


def byar(o, confidence):
    z = stats.norm.ppf(1 - (1 - confidence) / 2)
    return (o * (1 - 1 / (9 * o) - z / (3 * np.sqrt(o))) ** 3,
            (o + 1) * (1 - 1 / (9 * (o + 1)) + z / (3 * np.sqrt(o + 1))) ** 3)


for name, o in (("all", events), ("few", np.where(np.arange(19) < 12, 1, 0))):
    rate = (o * esp / people).sum() / esp.sum()
    variance = (o * (esp / people) ** 2).sum() / esp.sum() ** 2
    out[f"dsr.{name}"] = rate * 1e5
    for confidence in (0.95, 0.998):
        low, high = byar(o.sum(), confidence)
        out[f"dsr.{name}.{confidence}.lower"] = (rate + np.sqrt(variance / o.sum()) * (low - o.sum())) * 1e5
        out[f"dsr.{name}.{confidence}.upper"] = (rate + np.sqrt(variance / o.sum()) * (high - o.sum())) * 1e5
local = np.array([210, 250, 300, 310, 180, 190, 220, 260, 300, 330, 350, 310, 280, 260, 240, 160, 110, 70, 40])
out["isr.expected"] = (local * events / people).sum()
for observed in (7, 31):
    if observed < 10:
        low, high = stats.chi2.ppf(0.025, 2 * observed) / 2, stats.chi2.ppf(0.975, 2 * observed + 2) / 2
    else:
        low, high = byar(observed, 0.95)
    out[f"isr.{observed}.lower"], out[f"isr.{observed}.upper"] = low / out["isr.expected"], high / out["isr.expected"]

# Exact Poisson limits.
for o in (1, 10, 250):
    for confidence in (0.95, 0.998):
        tail = (1 - confidence) / 2
        out[f"poisson.{o}.{confidence}.lower"] = stats.chi2.ppf(tail, 2 * o) / 2
        out[f"poisson.{o}.{confidence}.upper"] = stats.chi2.ppf(1 - tail, 2 * o + 2) / 2

# A mean of paired changes.
changes = np.array([3.1, -2.0, 7.5, 0.0, 4.4, 1.2, -1.1, 9.3, 2.2, 5.0])
out["mean.sum"], out["mean.squares"] = changes.sum(), (changes**2).sum()
out["mean.lower"], out["mean.upper"] = DescrStatsW(changes).tconfint_mean()

# Two proportions and two rates.
low, high = confint_proportions_2indep(56, 70, 48, 80, method="newcomb", compare="diff")
out["difference.lower"], out["difference.upper"] = low, high
low, high = confint_proportions_2indep(56, 70, 48, 80, method="log", compare="ratio")
out["ratio.lower"], out["ratio.upper"] = low, high
# Two groups of people with these numbers of events each, over 500 and 800 people.
a = np.array([1] * 20 + [2] * 6 + [5] * 2)
b = np.array([1] * 25 + [3] * 1)
ra, rb = a.sum() / 500, b.sum() / 800
z = stats.norm.ppf(0.975)
se = np.sqrt((a**2).sum() / a.sum() ** 2 + (b**2).sum() / b.sum() ** 2)
out["rates.ratio.lower"], out["rates.ratio.upper"] = ra / rb * np.exp(-z * se), ra / rb * np.exp(z * se)
se = np.sqrt((a**2).sum() / 500**2 + (b**2).sum() / 800**2)
out["rates.difference.lower"], out["rates.difference.upper"] = ra - rb - z * se, ra - rb + z * se
# What people-clustered variance is: the spread of the total over 200,000 bootstraps of people.
everyone = np.concatenate([a, np.zeros(500 - len(a))])
totals = rng.multinomial(500, np.full(500, 1 / 500), size=200_000) @ everyone
out["rates.bootstrap.deviation"] = totals.std()

# Slope index of inequality.
values, errors = np.array([31.0, 27.5, 26.0, 22.1, 20.3]), np.array([1.2, 1.1, 1.0, 1.0, 0.9])
population = np.array([900, 1000, 1100, 1200, 800])
share = population / population.sum()
place = share.cumsum() - share / 2
fit = sm.WLS(values, sm.add_constant(place), weights=share).fit()
h = np.linalg.pinv(np.sqrt(share)[:, None] * sm.add_constant(place)) * np.sqrt(share)
se = np.sqrt((h[1] ** 2 * errors**2).sum())
out["slope"] = -fit.params[1]
out["slope.lower"], out["slope.upper"] = -fit.params[1] - z * se, -fit.params[1] + z * se

with open("vectors.properties", "w") as f:
    f.write("# Made by make_vectors.py\n")
    for key, value in out.items():
        f.write(f"{key} = {float(value)!r}\n")
