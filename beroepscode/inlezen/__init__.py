"""From a booklet in a file to the parts of an edition, with every line of the source in exactly one place.

``herken`` makes the first proposal, ``bewerk`` holds what an editor may do to it, ``zetten`` turns the lines of a part
into paragraphs, ``vergelijk`` says what differs from the edition that readers have. All of it is pure.
"""
