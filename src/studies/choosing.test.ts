import { describe, expect, it } from 'vitest'
import { afterChoice, afterMove, chosenWords, restored } from './choosing.ts'
import { dataChange, editsOf, editWord } from './dataEdits.ts'
import { retraining } from './retraining.ts'
import { pruning } from './pruning.ts'
import { subjectOf } from './testSubject.ts'

const [{ chooses }] = retraining.plots
const points = { removed: [[0, 0, '7'] as const] }
const own = { change: 'most-influential', removed: '', edits: '' }
const chosen = { change: 'chosen', removed: '3', edits: '5:0:1,+:1:1' }

describe('choosing points', () => {
  it('goes on from what the study chose for itself', () => {
    expect(chosenWords(retraining, own, 'removed', points)).toEqual(['7'])
    expect(afterChoice(retraining, own, chooses, points, '7')).toEqual({ change: 'chosen', removed: '' })
    expect(afterChoice(retraining, own, chooses, points, '2')).toEqual({ change: 'chosen', removed: '7,2' })
    expect(afterMove(retraining, own, chooses, points, '2', [0.12345, -2])).toEqual({
      word: '2',
      set: { change: 'chosen', removed: '7', edits: '2:0.1235:-2' },
    })
  })

  it('removes and takes back, moves and moves again, adds and drops', () => {
    expect(chosenWords(retraining, chosen, 'removed', points)).toEqual(['3'])
    expect(afterChoice(retraining, chosen, chooses, points, '3').removed).toBe('')
    expect(afterChoice(retraining, chosen, chooses, points, '+:1:1')).toMatchObject({
      removed: '3',
      edits: '5:0:1',
    })
    expect(afterMove(retraining, chosen, chooses, points, '5', [2, 2]).set.edits).toBe('+:1:1,5:2:2')
    expect(afterMove(retraining, chosen, chooses, points, '+:1:1', [2, 0])).toMatchObject({
      word: '+:2:0',
      set: { edits: '5:0:1,+:2:0' },
    })
    expect(afterMove(retraining, chosen, chooses, points, null, [1e-7, 1e21]).set.edits).toBe(
      '5:0:1,+:1:1,+:1e-7:1e+21',
    )
    expect(restored(retraining, chosen, chooses)).toEqual({ change: 'chosen', removed: '', edits: '' })
  })

  it('chooses weights where nothing else is asked', () => {
    const [, { chooses: weights }] = pruning.plots
    expect(afterChoice(pruning, { removed: '4' }, weights, {}, '2')).toEqual({ removed: '4,2' })
    expect(afterMove(pruning, { removed: '4' }, weights, {}, '2', [0, 0]).set).toEqual({ removed: '4' })
  })

  it.each(['3:0.5:-0.2', '+:1e-7:1e+21', '12:-3:4'])('reads %s', (word) =>
    expect(editWord.test(word)).toBe(true),
  )
  it.each(['0:1:1', '3:1', '3:a:1', '+3:1:1', '3:1:1:1', '3:.5:1'])('does not read %s', (word) =>
    expect(editWord.test(word)).toBe(false),
  )

  it('gives what is added the other inputs of its neighbour', () => {
    const { problem } = subjectOf()
    const { x, t, w } = problem
    const plane = {
      ...problem,
      network: { ...problem.network, D: 2 },
      N: 2,
      x: Float64Array.of(0, 0, 1, 1),
      t,
      w,
    }
    const change = dataChange(plane, [], editsOf(['+:0.9:0.8', '1:3:4'], 2))
    expect([...change.add.x]).toEqual([0.9, 0.8, 3, 4])
    expect([...change.add.t]).toEqual([t[1], t[0]])
    expect(change.remove).toEqual([0])
    expect(x).toHaveLength(20)
  })
})
