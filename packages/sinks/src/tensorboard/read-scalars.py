"""Prints, as JSON, what TensorBoard reads from a folder of event files: scalars as [step, value], and texts."""

import json
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

accumulator = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "tensors": 0})
accumulator.Reload()
tags = accumulator.Tags()
scalars = {tag: [[e.step, e.value] for e in accumulator.Scalars(tag)] for tag in tags["scalars"]}
texts = {
    tag: [e.tensor_proto.string_val[0].decode() for e in accumulator.Tensors(tag)]
    for tag in tags["tensors"]
    if accumulator.SummaryMetadata(tag).plugin_data.plugin_name == "text"
}
print(json.dumps({"scalars": scalars, "texts": texts}))
