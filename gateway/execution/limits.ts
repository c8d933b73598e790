import { GraphQLError, Kind, type ASTVisitor, type ValidationContext } from 'graphql';

export const MAX_TOKENS = 2000;
export const MAX_DEPTH = 15;
export const MAX_ALIASES = 30;
export const MAX_ROOT_FIELDS = 20;

const refuse = (what: string, limit: number): GraphQLError =>
  new GraphQLError(`The operation has more than ${limit} ${what}`, {
    extensions: { code: 'LIMIT_EXCEEDED', http: { status: 400 } },
  });

/** Validation rule: how deep, how wide and how much renamed an operation may be. */
export function operationLimits(context: ValidationContext): ASTVisitor {
  let depth = 0;
  let aliases = 0;
  return {
    OperationDefinition({ selectionSet }) {
      if (selectionSet.selections.length > MAX_ROOT_FIELDS) context.reportError(refuse('root fields', MAX_ROOT_FIELDS));
    },
    SelectionSet: {
      enter() {
        depth += 1;
        if (depth === MAX_DEPTH + 1) context.reportError(refuse('levels of fields', MAX_DEPTH));
      },
      leave() {
        depth -= 1;
      },
    },
    Field({ alias, kind }) {
      if (alias && kind === Kind.FIELD) aliases += 1;
      if (aliases === MAX_ALIASES + 1) {
        aliases += 1;
        context.reportError(refuse('aliases', MAX_ALIASES));
      }
    },
  };
}
