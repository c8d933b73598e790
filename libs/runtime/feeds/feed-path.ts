/** Where a subgraph process serves its feeds, beside `/graphql`. */
export const FEED_PATH = '/feed';
