import type { TopicMaterial } from '../material';
import { coding } from './coding';
import { cooking } from './cooking';
import { finance } from './finance';
import { maths } from './maths';

export const ALL_TOPICS: TopicMaterial[] = [cooking, coding, maths, finance];
