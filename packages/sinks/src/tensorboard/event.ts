import type { Scalar } from '../shared/scalars';
import { bytesField, doubleField, type Field, floatField, message, varintField } from './protobuf';

/** When an event happened: wall-clock time in seconds, and training steps done. */
export interface Moment {
  readonly seconds: number;
  readonly step: number;
}

/** The first event of a file: the format version. */
export const versionEvent = (seconds: number): Buffer =>
  message(doubleField(EVENT.wallTime, seconds), bytesField(EVENT.fileVersion, 'brain.Event:2'));

/** Marks a start or resume at this step: TensorBoard then discards events of earlier files from this step on. */
export const startEvent = (at: Moment): Buffer => event(at, bytesField(EVENT.sessionLog, varintField(1, START)));

/** An event with numbers for charts, as float32. */
export function scalarEvent(at: Moment, scalars: readonly Scalar[]): Buffer {
  const values = scalars.map(({ name, value }) =>
    bytesField(SUMMARY_VALUE, message(bytesField(VALUE.tag, name), floatField(VALUE.simple, value))),
  );
  return event(at, bytesField(EVENT.summary, message(...values)));
}

/** An event with a Markdown text. */
export function textEvent(at: Moment, name: string, text: string): Buffer {
  const plugin = bytesField(1, bytesField(1, 'text'));
  const value = message(
    bytesField(VALUE.tag, name),
    bytesField(VALUE.metadata, message(plugin, varintField(4, DATA_CLASS_TENSOR))),
    // A scalar string tensor.
    bytesField(VALUE.tensor, message(varintField(1, DT_STRING), bytesField(2, ''), bytesField(8, text))),
  );
  return event(at, bytesField(EVENT.summary, bytesField(SUMMARY_VALUE, value)));
}

/** Field numbers of TensorFlow's messages Event, Summary and Summary.Value. */
const EVENT = { wallTime: 1, step: 2, fileVersion: 3, summary: 5, sessionLog: 7 } as const;
const SUMMARY_VALUE = 1;
const VALUE = { tag: 1, simple: 2, tensor: 8, metadata: 9 } as const;

/** Values of the enums SessionLog.SessionStatus, DataClass and DataType in those messages. */
const START = 1;
const DATA_CLASS_TENSOR = 2;
const DT_STRING = 7;

const event = ({ seconds, step }: Moment, what: Field): Buffer =>
  message(doubleField(EVENT.wallTime, seconds), varintField(EVENT.step, step), what);
