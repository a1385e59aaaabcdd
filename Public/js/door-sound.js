// A sound for each answer, so that nobody has to look: one high tone, two middle ones, one long low one.

let context;

export function sound(outcome) {
  try {
    context ??= new AudioContext();
    const tones = outcome === "in" ? [[880, 0, 0.12]] : outcome === "again" ? [[520, 0, 0.1], [520, 0.16, 0.1]] : [[180, 0, 0.45]];
    for (const [pitch, after, length] of tones) {
      const tone = context.createOscillator(), volume = context.createGain(), begin = context.currentTime + after;
      tone.frequency.value = pitch;
      volume.gain.value = 0.2;
      tone.connect(volume).connect(context.destination);
      tone.start(begin);
      tone.stop(begin + length);
    }
  } catch { /* no sound here: the colour, the sign and the word say the same */ }
}
