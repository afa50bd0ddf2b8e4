/** 32 random bits an element: inputs key int32 [2], counter int32 [4]; attribute shape. */
export const PHILOX_BITS = 'NopropPhiloxBits';
/** Uniform float32 in [0, 1) from the same bits. */
export const PHILOX_UNIFORM = 'NopropPhiloxUniform';
/** True with a probability: 16 of the same bits an element; attributes shape, threshold (of 65536). */
export const PHILOX_BERNOULLI = 'NopropPhiloxBernoulli';
/** Rows of a byte tensor as float32: inputs bytes, indices int32 [B]. */
export const GATHER_BYTES = 'NopropGatherBytes';
/** An uninitialised tensor, another one at each call; attributes shape, dtype. Only on libtensorflow. */
export const EMPTY = 'NopropEmpty';
/**
 * Writes a row into the buffer of a tensor and gives that buffer out: inputs tensor, index int32 [], row. Whoever holds the
 * tensor sees the row, so nobody else may. Only on libtensorflow.
 */
export const WRITE_ROW = 'NopropWriteRow';
