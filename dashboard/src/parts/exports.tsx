// How is what is shown taken away? As a file for a spreadsheet, or as the API answers it.
interface Props { address: string; question: string; what: string }

export function Exports({ address, question, what }: Props) {
  const link = (format: string) => `${address}?${question ? `${question}&` : ''}format=${format}`;
  return (
    <span class="exports"><span class="soft">Export</span> <a href={link('csv')} download="">CSV<span class="hidden"> of {what}</span></a> <a href={link('json')} download="">JSON<span class="hidden"> of {what}</span></a></span>
  );
}
