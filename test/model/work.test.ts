/** Budgets: what runs within them ends where they are spent, and nothing else does. */
import { expect, test } from 'vitest'
import { Budget, free, spend, Spent, within } from '../../src/model/work.ts'

test('what fits a budget runs to its end, in as many pieces as there are', () => {
  const budget = new Budget(10)
  const piece = () => within(budget, () => (spend(4), 'done'), 'given up')
  expect([piece(), piece(), piece(), piece()]).toEqual(['done', 'done', 'given up', 'given up'])
  expect(budget.isSpent).toBe(true)
  expect(budget.bound).toBe('more than 10 steps of work')
})

test('the wider budget ends what runs within the narrower', () => {
  const [wide, narrow] = [new Budget(5), new Budget(100)]
  const found = within(wide, () => within(narrow, () => (spend(6), 'done'), 'narrow'), 'wide')
  expect(found).toBe('wide')
  expect(narrow.isSpent).toBe(false)
})

test('the narrower budget leaves the wider one to what comes next', () => {
  const [wide, narrow] = [new Budget(100), new Budget(5)]
  const found = within(wide, () => {
    const first = within(narrow, () => (spend(6), 'done'), 'narrow')
    spend(6)
    return [first, 'next']
  }, [])
  expect(found).toEqual(['narrow', 'next'])
  expect(wide.left).toBe(88)
})

test('without a budget, and where it is free, work is not counted', () => {
  const budget = new Budget(5)
  spend(1_000_000)
  expect(within(budget, () => free(() => (spend(6), 'done')), 'given up')).toBe('done')
  expect(budget.left).toBe(5)
})

test('other failures go through', () => {
  const fail = () => {
    throw new TypeError('wrong')
  }
  expect(() => {
    within(new Budget(5), fail, undefined)
  }).toThrow(TypeError)
  expect(() => {
    throw new Spent(new Budget(5))
  }).toThrow('more than 5 steps of work')
})
