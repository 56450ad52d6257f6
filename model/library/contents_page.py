from model.references.editions import EditionRow
def read_contents_page(data, name): raise NotImplementedError
