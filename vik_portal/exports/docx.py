DOCX = "x"


def document(**k): ...
