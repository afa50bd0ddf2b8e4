import type { CApi, Pointer } from '../native/c-api';

/** An attribute as passed by tfjs-node's kernels; `type` is one of {@link attributeTypes}. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** The numbers that tfjs-node's kernels use for attribute types. */
export const attributeTypes = {
  string: 0,
  int: 1,
  float: 2,
  bool: 3,
  type: 4,
  shape: 5,
  resource: 6,
  function: 7,
} as const;

/** A function attribute, naming a function registered in the context; for graph nodes only. */
export const functionAttribute = (name: string, value: string): Attribute => ({
  name,
  type: attributeTypes.function,
  value,
});

/** A type attribute holding a TF_DataType. */
export const typeAttribute = (name: string, value: number): Attribute => ({ name, type: attributeTypes.type, value });

/** Sets attributes on an eager op (`TFE_OpSetAttr`) or a graph node (`TF_SetAttr`); both have the same calls. */
export function setAttributes(
  api: CApi,
  family: 'TFE_OpSetAttr' | 'TF_SetAttr',
  target: Pointer,
  attributes: readonly Attribute[],
): void {
  for (const { name, type, value } of attributes) {
    switch (type) {
      case attributeTypes.string:
        api[`${family}String`](target, name, value as string, Buffer.byteLength(value as string));
        break;
      case attributeTypes.int:
        if (Array.isArray(value)) api[`${family}IntList`](target, name, toInt64(value as number[]), value.length);
        else api[`${family}Int`](target, name, value as number);
        break;
      case attributeTypes.float:
        api[`${family}Float`](target, name, value as number);
        break;
      case attributeTypes.bool:
        api[`${family}Bool`](target, name, value ? 1 : 0);
        break;
      case attributeTypes.type:
        api[`${family}Type`](target, name, value as number);
        break;
      case attributeTypes.function:
        if (family !== 'TF_SetAttr') throw new Error(`internal: attribute "${name}" is for graph nodes only.`);
        api.TF_SetAttrFuncName(target, name, value as string, Buffer.byteLength(value as string));
        break;
      default:
        throw new Error(`internal: cannot set attribute "${name}" of type ${type}.`);
    }
  }
}

export const toInt64 = (values: readonly number[]): BigInt64Array => BigInt64Array.from(values, BigInt);
