"""Times training steps of PyTorch for StepComparison, which starts it and says what to do, one JSON object a line.

{"build": NAME, "model": ..., ...}  builds a network; the answer is {"parameters": n}
{"run": NAME, "tuned": bool, "steps": n}  takes n steps; the answer is {"times": [[milliseconds, of processor time], ...], "loss": x}

A step is: gradients to none, forward, loss, backward, AdamW, and the loss as a number. "Tuned" means channels-last memory
for convolutions and the update of all parameters at once (foreach); otherwise everything is as PyTorch has it by default.
"""

import json
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, 1 if inputs == outputs else 2, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.grown = outputs - inputs

    def forward(self, x):
        y = F.relu(self.norm1(self.conv1(x)), inplace=True)
        y = self.norm2(self.conv2(y))
        if self.grown:
            x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.grown // 2, self.grown - self.grown // 2))
        return F.relu(y + x, inplace=True)


class ResNet(nn.Module):
    def __init__(self, depth, channels, classes, width):
        super().__init__()
        self.stem = nn.Conv2d(channels, width, 3, 1, 1, bias=False)
        self.norm = nn.BatchNorm2d(width)
        blocks, inputs = [], width
        for stage in range(3):
            for _ in range((depth - 2) // 6):
                blocks.append(Block(inputs, width << stage))
                inputs = width << stage
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(inputs, classes)

    def forward(self, x):
        x = self.blocks(F.relu(self.norm(self.stem(x)), inplace=True))
        return self.head(x.mean((2, 3)))


class TransformerBlock(nn.Module):
    def __init__(self, width, heads, causal, places):
        super().__init__()
        self.heads, self.scale = heads, (width // heads) ** -0.5
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention, self.projection = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.mlp1, self.mlp2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        hidden = torch.ones(places, places, dtype=torch.bool).triu(1) if causal else None
        self.register_buffer("hidden", hidden, persistent=False)

    def forward(self, x):
        b, n, w = x.shape
        q, k, v = self.attention(self.norm1(x)).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        if hasattr(F, "scaled_dot_product_attention"):
            y = F.scaled_dot_product_attention(q, k, v, is_causal=self.hidden is not None)
        else:
            scores = (q * self.scale) @ k.transpose(-2, -1)
            if self.hidden is not None:
                scores = scores.masked_fill(self.hidden, float("-inf"))
            y = scores.softmax(-1) @ v
        x = x + self.projection(y.transpose(1, 2).reshape(b, n, w))
        return x + self.mlp2(F.gelu(self.mlp1(self.norm2(x))))


class VisionTransformer(nn.Module):
    def __init__(self, channels, side, classes, patch, width, depth, heads):
        super().__init__()
        places = (side // patch) ** 2
        self.patches = nn.Conv2d(channels, width, patch, patch)
        self.places = nn.Parameter(0.02 * torch.randn(places, width))
        self.blocks = nn.Sequential(*[TransformerBlock(width, heads, False, places) for _ in range(depth)])
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, classes)

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2) + self.places
        return self.head(self.norm(self.blocks(x)).mean(1))


class Gpt(nn.Module):
    def __init__(self, vocabulary, context, width, depth, heads):
        super().__init__()
        self.characters = nn.Embedding(vocabulary, width)
        self.places = nn.Parameter(0.02 * torch.randn(context, width))
        self.blocks = nn.Sequential(*[TransformerBlock(width, heads, True, context) for _ in range(depth)])
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, vocabulary)

    def forward(self, x):
        return self.head(self.norm(self.blocks(self.characters(x) + self.places))).flatten(0, 1)


def build(s):
    torch.manual_seed(0)
    if s["model"] == "gpt":
        tokens = torch.randint(0, s["vocabulary"], (s["batch"], s["context"] + 1))
        network = Gpt(s["vocabulary"], s["context"], s["width"], s["depth"], s["heads"])
        return network, tokens[:, :-1].contiguous(), tokens[:, 1:].flatten()
    x = torch.randn(s["batch"], s["channels"], s["side"], s["side"])
    y = torch.randint(0, s["classes"], (s["batch"],))
    if s["model"] == "vit":
        network = VisionTransformer(
            s["channels"], s["side"], s["classes"], s["patch"], s["width"], s["depth"], s["heads"]
        )
    else:
        network = ResNet(s["depth"], s["channels"], s["classes"], s["width"])
    return network, x, y


class Training:
    def __init__(self, settings, tuned):
        self.network, self.x, self.y = build(settings)
        if tuned and self.x.dim() == 4:
            self.network = self.network.to(memory_format=torch.channels_last)
            self.x = self.x.contiguous(memory_format=torch.channels_last)
        self.optimizer = torch.optim.AdamW(self.network.parameters(), lr=1e-3, weight_decay=0.01, foreach=tuned)

    def step(self):
        begun, worked = time.perf_counter(), time.process_time()
        self.optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(self.network(self.x), self.y)
        loss.backward()
        self.optimizer.step()
        value = loss.item()
        return ((time.perf_counter() - begun) * 1e3, (time.process_time() - worked) * 1e3), value


def main():
    torch.set_num_threads(int(sys.argv[1]))
    settings, trainings = {}, {}
    for line in sys.stdin:
        order = json.loads(line)
        if "build" in order:
            settings[order["build"]] = order
            count = sum(p.numel() for p in build(order)[0].parameters())
            answer = {"parameters": count, "version": torch.__version__}
        else:
            key = order["run"], order["tuned"]
            if key not in trainings:
                trainings[key] = Training(settings[order["run"]], order["tuned"])
            steps = [trainings[key].step() for _ in range(order["steps"])]
            answer = {"times": [times for times, _ in steps], "loss": steps[-1][1]}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
