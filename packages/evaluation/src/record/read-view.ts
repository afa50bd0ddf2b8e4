import type { RunFolder, Safetensors } from '@noprop/store';
import type { PrototypeRecord, ScheduleRecord, ViewRecord } from './record';

type View = Safetensors['tensors'];

/**
 * Parameters that a run folder keeps for figures; undefined if the run is not completed or learned nothing that figures
 * show.
 *
 * @throws NopropError `checkpoint_corrupt` for a damaged file
 */
export function readView(run: RunFolder): ViewRecord | undefined {
  const [initial, learned] = [run.readView('initial'), run.readView('learned')];
  if (initial === undefined || learned === undefined) return undefined;
  const prototypes = prototypesOf(initial, learned);
  const schedules = { initial: scheduleOf(initial), learned: scheduleOf(learned) };
  const schedule = schedules.initial && schedules.learned && { initial: schedules.initial, learned: schedules.learned };
  return { ...(prototypes && { prototypes }), ...(schedule && { schedule }) };
}

function prototypesOf(initial: View, learned: View): PrototypeRecord | undefined {
  const [before, after] = [valuesOf(initial, 'prototypes'), valuesOf(learned, 'prototypes')];
  const [, height, width, channels] = learned.get('prototypes')?.shape ?? [];
  if (before === undefined || after === undefined) return undefined;
  if (height === undefined || width === undefined || channels === undefined) return undefined;
  return { image: { height, width, channels }, initial: before, learned: after };
}

function scheduleOf(view: View): ScheduleRecord | undefined {
  const [t, gamma, snr] = ['t', 'gamma', 'snr'].map((name) => valuesOf(view, `schedule/${name}`));
  return t && gamma && snr && { t: [...t], gamma: [...gamma], snr: [...snr] };
}

function valuesOf(view: View, name: string): Float32Array | undefined {
  const stored = view.get(name);
  return stored?.dtype === 'F32' ? new Float32Array(stored.data.slice().buffer) : undefined;
}
