// What knows the two files? All of it behind one door, loaded when the first of them is opened.
export { offersAt } from './complete';
export { cursorAt } from './cursor';
export { judge } from './judge';
export { readDocument } from './read-document';
export { explain, shapesAt } from './shape';
