/** 32 random bits per element: inputs key int32 [2], counter int32 [4]; attribute shape. */
export const PHILOX_BITS = 'NopropPhiloxBits';
/** Uniform float32 in [0, 1) from the same bits. */
export const PHILOX_UNIFORM = 'NopropPhiloxUniform';
/** True with probability threshold / 65536, from 16 of the same bits per element; attributes shape, threshold. */
export const PHILOX_BERNOULLI = 'NopropPhiloxBernoulli';
/** Rows of a byte tensor as float32: inputs bytes, indices int32 [B]. */
export const GATHER_BYTES = 'NopropGatherBytes';
/** An uninitialized tensor, new on each call; attributes shape, dtype. Only on libtensorflow. */
export const EMPTY = 'NopropEmpty';
/**
 * Writes a row into a tensor in place and returns the same buffer: inputs tensor, index int32 [], row. Every holder of
 * the tensor sees the write, so nothing else may hold it. Only on libtensorflow.
 */
export const WRITE_ROW = 'NopropWriteRow';
