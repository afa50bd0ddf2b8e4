"""One NoProp-DT training step of the Figure-15 block in PyTorch eager, timed.

Usage: torch_step.py [--height 28 --channels 1] [--batch 128] [--threads 2] [--steps 20]
Prints one JSON object per line: name, value (median milliseconds), unit.
"""
import argparse
import json
import statistics
import time

import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    """The discrete-time block: image path, label path, fused path."""

    def __init__(self, height, channels, dimension=10, classes=10):
        super().__init__()
        flat = 128 * (height // 4) ** 2
        self.conv1 = nn.Conv2d(channels, 32, 3, padding=1)
        self.conv2 = nn.Conv2d(32, 64, 3, padding=1)
        self.conv3 = nn.Conv2d(64, 128, 3, padding=1)
        self.image = nn.Sequential(nn.Linear(flat, 256), nn.BatchNorm1d(256))
        self.label = nn.Sequential(nn.Linear(dimension, 256), nn.BatchNorm1d(256), nn.ReLU())
        self.residual = nn.Sequential(
            nn.Linear(256, 256), nn.BatchNorm1d(256), nn.ReLU(), nn.Linear(256, 256), nn.BatchNorm1d(256)
        )
        self.fused = nn.Sequential(
            nn.Linear(512, 256), nn.BatchNorm1d(256), nn.ReLU(),
            nn.Linear(256, 128), nn.BatchNorm1d(128), nn.ReLU(),
            nn.Linear(128, classes),
        )

    def forward(self, x, z):
        h = F.dropout(F.max_pool2d(F.relu(self.conv1(x)), 2), 0.2, self.training)
        h = F.dropout(F.relu(self.conv2(h)), 0.2, self.training)
        h = F.dropout(F.max_pool2d(F.relu(self.conv3(h)), 2), 0.2, self.training)
        h = self.image(h.flatten(1))
        r = self.label(z)
        r = r + self.residual(r)
        return torch.softmax(self.fused(torch.cat([h, r], 1)), 1)


def time_step(args, channels_last, fused):
    torch.manual_seed(0)
    block = Block(args.height, args.channels)
    images = torch.rand(args.batch, args.channels, args.height, args.height)
    if channels_last:
        block = block.to(memory_format=torch.channels_last)
        images = images.to(memory_format=torch.channels_last)
    labels = F.one_hot(torch.arange(args.batch) % 10, 10).float()
    optimizer = torch.optim.AdamW(block.parameters(), lr=1e-3, weight_decay=1e-3, fused=fused)

    def step():
        z = 0.5 * labels + 0.8 * torch.randn_like(labels)
        loss = (block(images, z) - labels).square().sum(1).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    for _ in range(4):
        step()
    times = []
    for _ in range(args.steps):
        start = time.perf_counter()
        step()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in [("height", 28), ("channels", 1), ("batch", 128), ("threads", 2), ("steps", 20)]:
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    for layout in [False, True]:
        for fused in [False, True]:
            name = f"torch {'channels-last' if layout else 'nchw'} {'fused' if fused else 'plain'}"
            value = round(time_step(args, layout, fused), 2)
            print(json.dumps({"name": name, "value": value, "unit": "ms", "version": torch.__version__}), flush=True)


if __name__ == "__main__":
    main()
