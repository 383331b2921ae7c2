// OKLCH, the space our dyes are written in, to the sRGB hex that every browser reads; and contrast.

const oklch = /oklch\(\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s*(?:\/\s*([\d.]+)\s*)?\)/g;

/** Every oklch(L C H [/ A]) of a style sheet as #rrggbb[aa]; refuses colours outside sRGB. */
export function dyed(css, where) {
  return css.replace(oklch, (text, l, c, h, a) => {
    const rgb = linear(Number(l), Number(c), Number(h));
    if (rgb.some((part) => part < -0.0015 || part > 1.0015)) {
      throw new Error(`${where}: ${text} is outside sRGB`);
    }
    return hex([...rgb.map(encoded), ...(a === undefined ? [] : [Number(a)])]);
  });
}

/** WCAG 2 contrast of two #rrggbb colours. */
export function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function linear(l, c, h) {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ];
}

function encoded(value) {
  const v = Math.min(1, Math.max(0, value));
  return v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055;
}

function hex(parts) {
  return `#${parts
    .map((p) =>
      Math.round(p * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

function luminance(color) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const v = parseInt(color.slice(at, at + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
