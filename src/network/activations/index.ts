import type { Activation } from './activation.ts'
import { gelu } from './gelu.ts'
import { identity } from './identity.ts'
import { relu } from './relu.ts'
import { sigmoid } from './sigmoid.ts'
import { sin } from './sin.ts'
import { softplus } from './softplus.ts'
import { swish } from './swish.ts'
import { tanh } from './tanh.ts'

/** Every activation of hidden units, in the order it is offered. */
export const activations = [tanh, sigmoid, relu, softplus, identity, sin, gelu, swish] as const

export type ActivationName = (typeof activations)[number]['name']

const byName: ReadonlyMap<string, Activation> = new Map(activations.map((one) => [one.name, one]))

/** The activation of this name. */
export function activationNamed(name: ActivationName): Activation {
  const found = byName.get(name)
  if (!found) throw new RangeError(`no activation is named ${name}`)
  return found
}
