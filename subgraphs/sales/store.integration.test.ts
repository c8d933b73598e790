import { describeStore } from '#testing/describe-store';
import { salesStore } from './store';

describeStore(salesStore);
