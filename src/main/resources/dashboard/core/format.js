// Numbers and times as people read them. What is not known is a dash, and never 0.

const NOTHING = "–";
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const moment = new Intl.DateTimeFormat("en-GB", {
  day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit",
});

const known = (value) => value !== null && value !== undefined && Number.isFinite(value);

export const count = (value) => (known(value) ? whole.format(value) : NOTHING);

/** A reward or a mean of rewards: three decimals, which is finer than anything here can be told apart. */
export const reward = (value) => (known(value) ? minus(value.toFixed(3)) : NOTHING);

/** A difference, always with its sign. */
export const signed = (value) => (known(value) ? minus((value >= 0 ? "+" : "") + value.toFixed(3)) : NOTHING);

const minus = (text) => (/^[-+]?0\.000$/.test(text) ? text.replace("-", "") : text.replace("-", "−"));

export const percent = (value, digits = 0) => (known(value) ? (100 * value).toFixed(digits) + " %" : NOTHING);

/** Per second, with fewer decimals the more there are. */
export function perSecond(value) {
  if (!known(value)) return NOTHING;
  return value >= 100 || value === 0 ? whole.format(value) : value.toFixed(value >= 10 ? 0 : 1);
}

export const plain = (value) => (known(value) ? minus(Number(value.toPrecision(4)).toString()) : NOTHING);

export const range = (interval, format = reward) =>
  interval && known(interval.lower) && known(interval.upper)
    ? `[${format(interval.lower)}, ${format(interval.upper)}]`
    : NOTHING;

export const time = (date) => (date ? clock.format(date) : NOTHING);
export const dateTime = (text) => (text ? moment.format(new Date(text)) : NOTHING);

/** A length of time in its largest fitting units. */
export function duration(ms) {
  if (!known(ms)) return NOTHING;
  const s = Math.round(ms / 1000);
  if (s < 90) return `${s} s`;
  if (s < 5_400) return `${Math.round(s / 60)} min`;
  if (s < 172_800) return `${Math.round(s / 3_600)} h`;
  return `${Math.round(s / 86_400)} days`;
}

export const plural = (n, one, many = one + "s") => `${count(n)} ${n === 1 ? one : many}`;
