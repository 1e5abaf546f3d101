import type { TopicMaterial } from '../material';
import { coding } from './coding';
import { cooking } from './cooking';
import { everydayHelp } from './everyday-help';
import { finance } from './finance';
import { health } from './health';
import { history } from './history';
import { languages } from './languages';
import { maths } from './maths';
import { science } from './science';
import { spreadsheets } from './spreadsheets';
import { travel } from './travel';
import { writing } from './writing';

export const ALL_TOPICS: TopicMaterial[] = [
  everydayHelp,
  coding,
  cooking,
  travel,
  health,
  maths,
  writing,
  science,
  history,
  finance,
  spreadsheets,
  languages,
];
