import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly example: string;
  readonly accepts: (text: string) => boolean;
}

function textScalar({ name, description, example, accepts }: TextScalar): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(`${name} must look like "${example}"`, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  const parseLiteral = (node: ValueNode): string =>
    parse(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined);
  return new GraphQLScalarType({ name, description, serialize: parse, parseValue: parse, parseLiteral });
}

const isDay = (text: string): boolean => {
  const instant = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
};

export const DateScalar = textScalar({
  name: 'Date',
  description: 'Calendar day, YYYY-MM-DD (日期).',
  example: '2026-06-30',
  accepts: isDay,
});

export const DateTimeScalar = textScalar({
  name: 'DateTime',
  description: 'Instant, ISO 8601 with offset (日期时间).',
  example: '2026-06-30T08:00:00+08:00',
  accepts: (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) && isDay(text.slice(0, 10)),
});

/** Numbers with a fraction travel as text, so that no client rounds them by accident. */
export const DecimalScalar = textScalar({
  name: 'Decimal',
  description: 'Exact decimal number as text (十进制数).',
  example: '12.50',
  accepts: (text) => /^-?\d+(\.\d+)?$/.test(text),
});
