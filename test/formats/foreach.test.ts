import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandForEach, LOOP_BOUNDS } from '../../src/formats/cloudformation/foreach.ts'
import type { Node } from '../../src/syntax/index.ts'
import { at, lines, plain, template, written } from './plain.ts'

/** Literal lists, and a list parameter that is called Names. */
function collectionOf(node: Node): readonly string[] | undefined {
  if (node.tag === '!Ref') return node.kind === 'scalar' && node.text === 'Names' ? ['A', 'B'] : undefined
  if (node.kind !== 'list') return undefined
  return node.items.map(item => (item.kind === 'scalar' ? item.text : ''))
}

function expand(text: string) {
  const { root, problems } = expandForEach(template(text), collectionOf)
  return { root, plain: plain(root), problems: lines(root, problems) }
}

describe('loops become what they stand for', () => {
  it.each([
    {
      name: 'resources, with the identifier in keys, texts and references',
      text: `
Resources:
  Fn::ForEach::Buckets:
    - Name
    - [A, B]
    - Bucket\${Name}:
        Type: AWS::S3::Bucket
        DependsOn: Topic\${Name}
        Properties:
          BucketName: !Sub '\${AWS::StackName}-\${Name}-\${!Name}'
          Tags: [{Key: name, Value: !Ref Name}, {Key: long, Value: {Ref: Name}}, {Key: other, Value: !Ref Names}]
  Kept: {Type: AWS::SNS::Topic}`,
      expected: {
        Resources: {
          ...Object.fromEntries(
            ['A', 'B'].map(name => [
              `Bucket${name}`,
              {
                Type: 'AWS::S3::Bucket',
                DependsOn: `Topic${name}`,
                Properties: {
                  BucketName: { 'Fn::Sub': `\${AWS::StackName}-${name}-\${!Name}` },
                  Tags: [
                    { Key: 'name', Value: name },
                    { Key: 'long', Value: name },
                    { Key: 'other', Value: { Ref: 'Names' } },
                  ],
                },
              },
            ]),
          ),
          Kept: { Type: 'AWS::SNS::Topic' },
        },
      },
    },
    {
      name: 'letters and digits only with &{}',
      text: `
Resources:
  Fn::ForEach::Zones:
    - Zone
    - [example.com, a-b.org]
    - 'Zone&{Zone}': {Properties: {Name: '\${Zone}', Id: '&{Zone}'}}`,
      expected: {
        Resources: {
          Zoneexamplecom: { Properties: { Name: 'example.com', Id: 'examplecom' } },
          Zoneaborg: { Properties: { Name: 'a-b.org', Id: 'aborg' } },
        },
      },
    },
    {
      name: 'conditions and outputs, over a list parameter',
      text: `
Conditions:
  Fn::ForEach::C: [X, !Ref Names, {'Is\${X}': !Equals [!Ref Stage, !Ref X]}]
Outputs:
  Fn::ForEach::O: [X, !Ref Names, {'Out\${X}': {Value: !GetAtt 'Bucket\${X}.Arn', Condition: 'Is\${X}'}}]`,
      expected: {
        Conditions: {
          IsA: { 'Fn::Equals': [{ Ref: 'Stage' }, 'A'] },
          IsB: { 'Fn::Equals': [{ Ref: 'Stage' }, 'B'] },
        },
        Outputs: {
          OutA: { Value: { 'Fn::GetAtt': ['BucketA', 'Arn'] }, Condition: 'IsA' },
          OutB: { Value: { 'Fn::GetAtt': ['BucketB', 'Arn'] }, Condition: 'IsB' },
        },
      },
    },
    {
      name: 'properties of a resource',
      text: `
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        Fn::ForEach::Flags: [Flag, [BlockPublicAcls, IgnorePublicAcls], {'\${Flag}': true}]
        RestrictPublicBuckets: false`,
      expected: {
        Resources: {
          Bucket: {
            Type: 'AWS::S3::Bucket',
            Properties: {
              PublicAccessBlockConfiguration: {
                BlockPublicAcls: 'true',
                IgnorePublicAcls: 'true',
                RestrictPublicBuckets: 'false',
              },
            },
          },
        },
      },
    },
    {
      name: 'loops in loops, the inner collection made with the outer value',
      text: `
Resources:
  Fn::ForEach::Outer:
    - X
    - [A, B]
    - Fn::ForEach::Inner: [Y, ['1\${X}', 2], {'R\${X}\${Y}': {Type: !Ref Y}}]`,
      expected: {
        Resources: { RA1A: { Type: '1A' }, RA2: { Type: '2' }, RB1B: { Type: '1B' }, RB2: { Type: '2' } },
      },
    },
    {
      name: 'nothing in other sections',
      text: `
Mappings:
  Fn::ForEach::M: [X, [A], {'\${X}': {}}]
Resources: {}`,
      expected: { Mappings: { 'Fn::ForEach::M': ['X', ['A'], { '${X}': {} }] }, Resources: {} },
    },
  ])('$name', ({ text, expected }) => {
    const result = expand(text)
    expect(result.plain).toEqual(expected)
    expect(result.problems).toEqual([])
  })

  it('reads YAML and JSON alike', () => {
    const loop = (key: string, value: unknown) => ({
      Outputs: {
        'Fn::ForEach::Outer': ['X', ['A', 'B'], { 'Fn::ForEach::Inner': ['Y', ['Arn'], { [key]: value }] }],
      },
    })
    const json = JSON.stringify(
      loop('Out${X}${Y}', { Value: { 'Fn::GetAtt': [{ 'Fn::Sub': 'Bucket${X}' }, { Ref: 'Y' }] } }),
    )
    const yaml = `
Outputs:
  Fn::ForEach::Outer:
    - X
    - [A, B]
    - Fn::ForEach::Inner:
        - Y
        - [Arn]
        - Out\${X}\${Y}: {Value: !GetAtt [!Sub 'Bucket\${X}', !Ref Y]}`
    expect(expand(yaml).plain).toEqual({
      Outputs: {
        OutAArn: { Value: { 'Fn::GetAtt': [{ 'Fn::Sub': 'BucketA' }, 'Arn'] } },
        OutBArn: { Value: { 'Fn::GetAtt': [{ 'Fn::Sub': 'BucketB' }, 'Arn'] } },
      },
    })
    expect(expand(json).plain).toEqual(expand(yaml).plain)
  })
})

describe('places and sharing', () => {
  it('points at what was written', () => {
    const { root } = expand(`
Resources:
  Fn::ForEach::Buckets: [Name, [A], {'Bucket\${Name}': {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Name}}}]`)
    const resources = at(root, 'Resources')
    const bucket = resources.kind === 'map' ? resources.get('BucketA') : undefined
    expect(written(root, bucket?.keySpan)).toBe(`'Bucket\${Name}'`)
    expect(written(at(root, 'Resources', 'BucketA', 'Properties', 'BucketName'))).toBe('!Ref Name')
    expect(written(at(root, 'Resources', 'BucketA', 'Type'))).toBe('AWS::S3::Bucket')
  })

  it('keeps nodes that no loop changes', () => {
    const before = template(`
Resources:
  Kept: {Type: AWS::SNS::Topic}
  Fn::ForEach::Buckets: [Name, [A], {'Bucket\${Name}': {Type: AWS::S3::Bucket}}]`)
    const { root } = expandForEach(before, collectionOf)
    expect(at(root, 'Resources', 'Kept')).toBe(at(before, 'Resources', 'Kept'))
  })
})

describe('what is wrong is said', () => {
  const deep = (levels: number): string => {
    let body = `{'R${Array.from({ length: levels }, (_, i) => `\${X${i}}`).join('')}': {Type: T}}`
    for (let level = levels - 1; level >= 0; level--)
      body = `{'Fn::ForEach::L${level}': [X${level}, [A, B], ${body}]}`
    return `Resources: ${body}`
  }

  it.each([
    [
      'Resources: {Fn::ForEach::L: text}',
      'error at text: Fn::ForEach L is not a loop: expected [Identifier, Collection, {OutputKey: OutputValue}]',
    ],
    [
      'Resources: {Fn::ForEach::L: [X, [A]]}',
      'error at [X, [A]]: Fn::ForEach L is not a loop: expected [Identifier, Collection, {OutputKey: OutputValue}]',
    ],
    [
      'Resources: {Fn::ForEach::L: [[X], [A], {}]}',
      'error at [X]: the identifier of Fn::ForEach L is not a name: expected text',
    ],
    [
      'Resources: {Fn::ForEach::L: [X, [A], text]}',
      'error at text: Fn::ForEach L has nothing to repeat: expected {OutputKey: OutputValue} as its third item',
    ],
    [
      'Resources: {Fn::ForEach::L: [X, !Ref Other, {}]}',
      'notice at !Ref Other: the collection of Fn::ForEach L is not known: its resources are not checked',
    ],
    [
      'Resources: {Fn::ForEach::L: [X, [A, B], {K: {}}]}',
      'error at K: Fn::ForEach makes K more than once: expected keys that differ, such as with ${Identifier} in them',
    ],
    [
      "Resources: {Fn::ForEach::L: [X, [A, B], {'Fn::ForEach::M': [Y, !Ref Other, {}]}]}",
      'notice at !Ref Other: the collection of Fn::ForEach M is not known: its resources are not checked',
    ],
    [deep(6), "error at 'Fn::ForEach::L5': Fn::ForEach L5 is nested deeper than the bound of 5 loops"],
  ])('%s', (text, line) => {
    expect(expand(text).problems).toEqual([line])
  })

  it('leaves out only the loop that is wrong', () => {
    expect(expand('Resources: {Fn::ForEach::L: [X, !Ref Other, {}], Kept: {Type: T}}').plain).toEqual({
      Resources: { Kept: { Type: 'T' } },
    })
  })

  it('allows as many levels as AWS', () => {
    const { root, problems } = expand(deep(LOOP_BOUNDS.nesting))
    expect(problems).toEqual([])
    expect(Object.keys(plain(at(root, 'Resources')) as object)).toHaveLength(2 ** LOOP_BOUNDS.nesting)
  })

  const thousand = JSON.stringify(Array.from({ length: 1000 }, (_, i) => `V${i}`))

  it.each([
    ['values', thousand, "{'K${X}': {'Fn::ForEach::M': [Y, *all, {'K${X}${Y}': {}}]}}", LOOP_BOUNDS.nodes],
    ['characters', thousand, `{'K\${X}': '\${X}${'x'.repeat(20_000)}'}`, LOOP_BOUNDS.characters],
  ])('names the bound on %s', (what, collection, body, bound) => {
    const { root, problems } = expand(`Resources: {Fn::ForEach::L: [X, &all ${collection}, ${body}]}`)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`Fn::ForEach L makes more than the bound of ${bound} ${what}`)
    expect(root.get('Resources')).toBeDefined()
  })
})

describe('any template', () => {
  const loop = fc.oneof(
    fc.jsonValue(),
    fc.tuple(
      fc.constantFrom('X', ''),
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('K${X}', 'Fn::ForEach::In'), fc.jsonValue()),
    ),
  )
  it('is read without throwing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Resources', 'Conditions', 'Outputs'),
        fc.dictionary(fc.constantFrom('A', 'Fn::ForEach::B', 'Properties'), loop),
        (section, content) => {
          const { root } = expandForEach(template(JSON.stringify({ [section]: content })), collectionOf)
          plain(root)
        },
      ),
      { numRuns: 300 },
    )
  })
})
