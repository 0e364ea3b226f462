"""Items of `data`: what is said of one task, in any reply and in a callback."""

from piaoju.dialects.aliyun.faults import BAD_REQUEST, EXPIRED, FAULTS, PROCESSING, fault_of_task
from piaoju.dialects.aliyun.operations.cards import CARDS, Card
from piaoju.dialects.wire.choice import largest_document
from piaoju.dialects.wire.faults import Fault
from piaoju.dialects.wire.jobs import Context
from piaoju.dialects.wire.message import Json
from piaoju.errors import NoDocumentFound, NoTextFound
from piaoju.model.document import ErrorItem, Reading

CARD, URL, DATA_ID = "card", "url", "dataId"
"""What is kept with a task: the card that it asks for and its address, and the client's id if one was sent."""
_OK = Fault(200, "200", "OK")


def accepted(task_id: str, context: Context) -> Json:
    """Return the item of a task that is to be done."""
    return _item(_OK, task_id, context)


def unusable(data_id: str | None) -> Json:
    """Return the item of a task that cannot be done as it was sent, and has no id of ours."""
    return {**_coded(BAD_REQUEST), **({} if data_id is None else {DATA_ID: data_id})}


def processing(task_id: str, context: Context) -> Json:
    """Return the item of a task that has not ended."""
    return _item(PROCESSING, task_id, context)


def lost(task_id: str, context: Context) -> Json:
    """Return the item of a task that ended, and nobody knows how."""
    return _item(FAULTS.internal, task_id, context)


def expired(task_id: str) -> Json:
    """Return the item of an id that is not known, or no longer, or to somebody else."""
    return {**_coded(EXPIRED), "taskId": task_id}


def ended(task_id: str, context: Context, outcome: Reading | ErrorItem) -> Json:
    """Return the item of a task that ended, well or not."""
    card = CARDS[context[CARD]]
    result = _result(card, outcome) if isinstance(outcome, Reading) else outcome
    if isinstance(result, ErrorItem):
        return _item(fault_of_task(result), task_id, context)
    return {**_item(_OK, task_id, context), "extras": {}, "results": [result]}


def _result(card: Card, reading: Reading) -> Json | ErrorItem:
    document = largest_document(reading, (card.document_type,))
    if not isinstance(document, ErrorItem):
        rate = round((document.confidence or 0.0) * 100, 2)
        return {"scene": "ocr", "label": "ocr", "suggestion": "review", "rate": rate, **card.describe(document)}
    if document.code == NoTextFound.code:
        return {"scene": "ocr", "label": "normal", "suggestion": "pass", "rate": 0.0}
    if document.code == NoDocumentFound.code:
        return {"scene": "ocr", "label": "ocr", "suggestion": "review", "rate": 0.0, **card.describe(None)}
    return document


def _item(fault: Fault, task_id: str, context: Context) -> Json:
    sent = {name: context[name] for name in (URL, DATA_ID) if name in context}
    return {**_coded(fault), "taskId": task_id, **sent}


def _coded(fault: Fault) -> Json:
    return {"code": int(fault.code), "msg": fault.message}
