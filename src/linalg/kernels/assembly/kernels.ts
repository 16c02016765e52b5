/*
 * The kernels of ../kernels.ts in AssemblyScript: the same loops over raw memory, two numbers to a vector. Addresses
 * and distances are in bytes, counts in numbers. `scripts/kernels.mjs` compiles these files twice, the second time with
 * relaxed SIMD, where a product and a sum become one instruction that rounds once.
 */

export { multiply, multiplyColumns, packColumns, packProducts, columnProducts } from './columns'
export { subtractRows, updateAndMultiply, reduceAndMultiply, reflectRows, rotateRows } from './rows'
