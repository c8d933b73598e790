import { describeStore } from '#testing/describe-store';
import { customersStore } from './store';

describeStore(customersStore);
