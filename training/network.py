"""The joint network: word features, an encoder, and heads for tags, morphology, lemmas and the tree."""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class Recurrent(nn.Module):
    """Two bidirectional LSTM layers: what ships."""

    def __init__(self, dim, hidden):
        super().__init__()
        self.lstm1 = nn.LSTM(dim, hidden, bidirectional=True, batch_first=True)
        self.lstm2 = nn.LSTM(2 * hidden, hidden, bidirectional=True, batch_first=True)

    def forward(self, x, lengths, drop):
        for lstm in (self.lstm1, self.lstm2):
            packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
            x = drop(pad_packed_sequence(lstm(packed)[0], batch_first=True, total_length=x.shape[1])[0])
        return x


class Convolutional(nn.Module):
    """Gated residual convolutions over three words each, `dilations` apart."""

    def __init__(self, dim, hidden, dilations=(1, 2, 4, 8, 1)):
        super().__init__()
        self.widen = nn.Linear(dim, 2 * hidden)
        self.layers = nn.ModuleList(nn.Conv1d(2 * hidden, 4 * hidden, 3, padding=d, dilation=d) for d in dilations)
        self.norms = nn.ModuleList(nn.LayerNorm(2 * hidden) for _ in dilations)

    def forward(self, x, lengths, drop):
        real = (torch.arange(x.shape[1])[None, :] < lengths[:, None])[..., None]
        x = self.widen(x)
        for layer, norm in zip(self.layers, self.norms):
            value, gate = layer((norm(x) * real).transpose(1, 2)).transpose(1, 2).chunk(2, -1)
            x = x + drop(value * torch.sigmoid(gate))
        return x


class Attentive(nn.Module):
    """A transformer of three layers with sinusoids for the positions."""

    def __init__(self, dim, hidden, layers=3, length=256):
        super().__init__()
        self.widen = nn.Linear(dim, 2 * hidden)
        layer = nn.TransformerEncoderLayer(2 * hidden, 4, 4 * hidden, 0.1, batch_first=True, norm_first=True)
        self.layers = nn.TransformerEncoder(layer, layers, nn.LayerNorm(2 * hidden), enable_nested_tensor=False)
        angle = torch.arange(length)[:, None] / 1e4 ** (torch.arange(hidden) / hidden)
        self.register_buffer("places", torch.cat([angle.sin(), angle.cos()], 1))

    def forward(self, x, lengths, drop):
        pad = torch.arange(x.shape[1])[None, :] >= lengths[:, None]
        return drop(self.layers(self.widen(x) + self.places[: x.shape[1]], src_key_padding_mask=pad))


ENCODERS = {"recurrent": Recurrent, "convolutional": Convolutional, "attentive": Attentive}


class Parser(nn.Module):
    def __init__(self, rows, sizes, treebanks, dim=128, hidden=128, arc=128, rel=32, tag=128, dropout=0.33,
                 vectors=0, encoder="recurrent"):
        super().__init__()
        self.sizes = sizes
        self.embed = nn.Embedding(rows, dim, padding_idx=0)
        nn.init.normal_(self.embed.weight, std=0.3)
        # Vectors of words from raw text stay as they are; only their map into the sum is learned.
        self.register_buffer("vectors", torch.zeros(vectors + 1, 128))
        self.lift = nn.Linear(128, dim, bias=False) if vectors else None
        self.treebank = nn.Embedding(treebanks, dim)
        nn.init.zeros_(self.treebank.weight)
        self.mix = nn.Linear(dim, 2 * dim)
        self.norm = nn.LayerNorm(dim)
        self.encoder = ENCODERS[encoder](dim, hidden)
        self.tag = nn.Linear(2 * hidden + dim, tag)
        self.upos = nn.Linear(tag, sizes["upos"])
        self.feats = nn.Linear(tag, sizes["feats"])
        self.lemma = nn.Linear(tag, sizes["lemma"])
        self.arc_dep = nn.Linear(2 * hidden, arc)
        self.arc_head = nn.Linear(2 * hidden, arc)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))  # last row: how likely a word is to be a head
        nn.init.xavier_uniform_(self.arc)
        self.root = nn.Parameter(torch.randn(2 * hidden) * 0.1)
        self.rel_dep = nn.Linear(2 * hidden, rel)
        self.rel_head = nn.Linear(2 * hidden, rel)
        self.rel = nn.Parameter(torch.zeros(sizes["deprel"], rel + 1, rel + 1))
        nn.init.normal_(self.rel, std=0.05)
        self.dropout = dropout

    def shared_dropout(self, x):
        """One mask for all words of a sentence."""
        if not self.training:
            return x
        keep = 1 - self.dropout
        mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(keep) / keep
        return x * mask

    def words(self, ids, treebank=None):
        """ids: [n, WIDTH + 1] rows of the table (0: nothing) and of `vectors` -> [n, dim]."""
        summed = nn.functional.embedding_bag(ids[:, :-1].contiguous(), self.embed.weight, mode="sum", padding_idx=0)
        if self.lift is not None:
            summed = summed + self.lift(self.vectors[ids[:, -1]])
        if treebank is not None:
            summed = summed + self.treebank(treebank)
        mixed = self.mix(summed)
        half = mixed.shape[-1] // 2
        return self.norm(torch.maximum(mixed[..., :half], mixed[..., half:]))

    def encode(self, ids, lengths, treebank):
        """ids: [batch, length, WIDTH + 1]; gives the words in their context and what tags are read from."""
        b, n, w = ids.shape
        x = self.words(ids.view(b * n, w), treebank.repeat_interleave(n)).view(b, n, -1)
        x = self.shared_dropout(x)
        h = self.encoder(x, lengths, self.shared_dropout)
        return h, torch.relu(self.tag(torch.cat([h, x], -1)))

    def read(self, ids, lengths, treebank):
        """What tags and names are read from."""
        return self.encode(ids, lengths, treebank)[1]

    def forward(self, ids, lengths, treebank):
        """Gives scores of arcs [batch, dep, 1 + head], and of the tags."""
        h, t = self.encode(ids, lengths, treebank)
        b = len(h)
        if self.training:
            t = nn.functional.dropout(t, self.dropout)
        heads = torch.cat([self.root.expand(b, 1, -1), h], 1)
        dep = self.shared_dropout(torch.relu(self.arc_dep(h)))
        head = self.shared_dropout(torch.relu(self.arc_head(heads)))
        arcs = torch.einsum("bda,bha->bdh", dep @ self.arc[:-1] + self.arc[-1], head)
        rel_dep = self.shared_dropout(torch.relu(self.rel_dep(h)))
        rel_head = self.shared_dropout(torch.relu(self.rel_head(heads)))
        return {"arc": arcs, "rel_dep": rel_dep, "rel_head": rel_head,
                "upos": self.upos(t), "feats": self.feats(t), "lemma": self.lemma(t)}

    def relations(self, rel_dep, rel_head):
        """Scores of the relations for chosen pairs: [n, rel], [n, rel] -> [n, deprels]."""
        one = torch.ones(rel_dep.shape[0], 1)
        d, h = torch.cat([rel_dep, one], -1), torch.cat([rel_head, one], -1)
        # [n, r, rel+1] then the row-wise product with the head
        mid = (d @ self.rel.permute(1, 0, 2).reshape(d.shape[1], -1)).view(-1, self.rel.shape[0], h.shape[1])
        return torch.einsum("nrh,nh->nr", mid, h)
