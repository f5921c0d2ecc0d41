namespace MlPlatform.Clarify.Report;

/// <summary>The page's only style sheet: the file needs nothing but itself.</summary>
internal static class Style
{
    public const string Css = """
        :root { --ink:#1b2430; --soft:#5b6878; --line:#e3e8ee; --paper:#fff; --back:#f4f6f9; --group:#d1495b; --rest:#3a6ea5;
          --fine:#2e8b57; --watch:#c98a00; --act:#c0392b; --unknown:#8a94a3; }
        * { box-sizing:border-box; }
        body { margin:0; background:var(--back); color:var(--ink); font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif; }
        main { max-width:860px; margin:0 auto; padding:40px 20px 64px; }
        h1 { font-size:30px; line-height:1.2; margin:0 0 6px; letter-spacing:-.01em; }
        h2 { font-size:21px; margin:44px 0 14px; }
        h3 { font-size:16px; margin:26px 0 8px; }
        p { margin:0 0 12px; }
        .lead { color:var(--soft); }
        .facts { display:flex; flex-wrap:wrap; gap:10px; margin:22px 0 0; padding:0; list-style:none; }
        .facts li { background:var(--paper); border:1px solid var(--line); border-radius:10px; padding:10px 16px; min-width:150px; }
        .facts b { display:block; font-size:20px; }
        .facts span { color:var(--soft); font-size:13px; }
        .card { background:var(--paper); border:1px solid var(--line); border-radius:12px; padding:20px 24px; margin:0 0 16px; }
        .card.side { border-left:6px solid var(--unknown); }
        .card.fine { border-left-color:var(--fine); } .card.watch { border-left-color:var(--watch); } .card.act { border-left-color:var(--act); }
        .chip { display:inline-block; border-radius:99px; padding:2px 12px; font-size:13px; font-weight:600; color:#fff; background:var(--unknown); }
        .chip.fine { background:var(--fine); } .chip.watch { background:var(--watch); } .chip.act { background:var(--act); }
        .card h3 { margin:0 0 6px; font-size:18px; } .card .chip { float:right; margin-left:12px; }
        .card p:last-child { margin-bottom:0; }
        svg { width:100%; height:auto; display:block; font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif; }
        svg .name { fill:var(--ink); } svg .value { fill:var(--ink); font-weight:600; } svg .caption { fill:var(--soft); font-weight:600; } svg .axis { fill:var(--soft); font-size:12px; }
        svg .track { fill:#edf1f5; } svg .bar.group { fill:var(--group); } svg .bar.rest { fill:var(--rest); } svg .bar.feature { fill:#4c6fa8; }
        svg .band { fill:#e5f3ea; } svg .grid { stroke:var(--line); } svg .zero { stroke:#9aa6b4; }
        svg .stem { stroke-width:2; stroke:var(--unknown); } svg .dot { fill:var(--unknown); }
        svg .stem.fine { stroke:var(--fine); } svg .stem.watch { stroke:var(--watch); } svg .stem.act { stroke:var(--act); }
        svg .dot.fine { fill:var(--fine); } svg .dot.watch { fill:var(--watch); } svg .dot.act { fill:var(--act); }
        table { width:100%; border-collapse:collapse; font-size:14px; }
        th { text-align:left; color:var(--soft); font-weight:600; border-bottom:2px solid var(--line); padding:6px 10px 6px 0; }
        td { border-bottom:1px solid var(--line); padding:7px 10px 7px 0; vertical-align:top; }
        td.number, th.number { text-align:right; font-variant-numeric:tabular-nums; white-space:nowrap; }
        td b { white-space:nowrap; } td small { color:var(--soft); display:block; }
        .fine-text { color:var(--fine); } .watch-text { color:var(--watch); } .act-text { color:var(--act); } .unknown-text { color:var(--unknown); }
        details { margin-top:16px; } summary { cursor:pointer; color:var(--rest); font-weight:600; }
        footer { margin-top:40px; color:var(--soft); font-size:13px; }
        @media print { body { background:#fff; } main { padding:0; } .card { break-inside:avoid; } }
        """;
}
