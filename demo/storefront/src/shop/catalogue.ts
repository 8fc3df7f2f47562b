// What is for sale? A short list that changes with a release.
export interface Product {
  id: string;
  name: string;
  note: string;
  pence: number;
}

export const CATALOGUE: readonly Product[] = [
  { id: 'hill-sencha', name: 'Hill Sencha', note: 'First harvest, 100 g', pence: 1240 },
  { id: 'smoked-pine', name: 'Smoked Pine', note: 'Black tea over pine smoke, 100 g', pence: 980 },
  { id: 'garden-mint', name: 'Garden Mint', note: 'Whole leaves, 60 g', pence: 650 },
  { id: 'white-peony', name: 'White Peony', note: 'Buds and two leaves, 50 g', pence: 1490 },
  { id: 'iron-kettle', name: 'Iron Kettle', note: 'Cast iron, 0.9 litres', pence: 6400 },
  { id: 'clay-cups', name: 'Two Clay Cups', note: 'Fired with ash glaze', pence: 2800 },
];

export function findProduct(id: string): Product | undefined {
  return CATALOGUE.find((product) => product.id === id);
}

export function price(pence: number): string {
  return `£${(pence / 100).toFixed(2)}`;
}
