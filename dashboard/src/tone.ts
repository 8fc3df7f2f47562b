// Which of our colours is nearest to a terminal's? By its hue; what is grey stays grey, and black or white is the ink of the page.
export type Tone = '' | 'ok' | 'bad' | 'wait' | 'run' | 'soft';

const SIXTEEN: readonly Tone[] = ['', 'bad', 'ok', 'wait', 'run', 'run', 'run', '', 'soft', 'bad', 'ok', 'wait', 'run', 'run', 'run', ''];
const CUBE = [0, 95, 135, 175, 215, 255];

/** A colour of the terminal's 256: the 16 named ones, a cube of six steps each, and 24 greys. */
export function paletteTone(number: number): Tone {
  if (!(number >= 0 && number <= 255)) return '';
  if (number < 16) return SIXTEEN[number] ?? '';
  if (number > 231) return greyTone(8 + (number - 232) * 10);
  const step = (unit: number) => CUBE[Math.floor((number - 16) / unit) % 6] ?? 0;
  return rgbTone(step(36), step(6), step(1));
}

export function rgbTone(red: number, green: number, blue: number): Tone {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const spread = most - least;
  if (!(spread > 28)) return greyTone((most + least) / 2);
  const hue = hueOf(red, green, blue, most, spread);
  if (hue < 18 || hue >= 340) return 'bad';
  if (hue < 68) return 'wait';
  return hue < 165 ? 'ok' : 'run';
}

function greyTone(light: number): Tone {
  return light > 70 && light < 190 ? 'soft' : '';
}

function hueOf(red: number, green: number, blue: number, most: number, spread: number): number {
  const sixth = most === red ? ((green - blue) / spread + 6) % 6 : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  return sixth * 60;
}
