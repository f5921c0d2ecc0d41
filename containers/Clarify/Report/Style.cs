namespace MlPlatform.Clarify.Report;

/// <summary>The page's only style sheet: the file needs nothing but itself.</summary>
/// <remarks>Teal, amber and crimson stay apart for colour-blind eyes, and every verdict has a sign beside its colour. Dark follows the reader's system.</remarks>
internal static class Style
{
    public const string Page = """
        :root { color-scheme:light dark; --ink:#18212b; --soft:#5a6776; --line:#e0e6ed; --paper:#fff; --back:#f4f6f9; --track:#edf1f5; --accent:#2f6690;
          --fine:#1c7c83; --watch:#b36b00; --act:#b1223c; --unknown:#7c8794; --band:#e6f2f1; --front:#1c7c83; --on:#fff; }
        @media (prefers-color-scheme:dark) { :root { --ink:#e6ebf1; --soft:#9aa7b5; --line:#2c3742; --paper:#19212a; --back:#10161c; --track:#242e38; --accent:#74b3df;
          --fine:#56c2c4; --watch:#efae4b; --act:#ff8095; --unknown:#8d99a7; --band:#1d3033; --front:#56c2c4; --on:#10161c; } }
        * { box-sizing:border-box; }
        body { margin:0; background:var(--back); color:var(--ink); font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif; }
        main { max-width:940px; margin:0 auto; padding:48px 24px 72px; }
        h1 { font-size:32px; line-height:1.2; margin:0 0 6px; letter-spacing:-.012em; text-wrap:balance; overflow-wrap:anywhere; }
        h2 { font-size:22px; line-height:1.3; margin:52px 0 14px; letter-spacing:-.006em; }
        h3 { font-size:16.5px; line-height:1.35; margin:28px 0 10px; overflow-wrap:anywhere; }
        .card > h3:first-child { margin-top:0; }
        p { margin:0 0 12px; overflow-wrap:anywhere; } .card > :last-child { margin-bottom:0; }
        .lead { color:var(--soft); } .note, .sure, .legend { color:var(--soft); font-size:14px; } .note { margin-top:14px; } .empty { color:var(--soft); font-style:italic; }
        .facts { display:flex; flex-wrap:wrap; gap:12px 36px; margin:24px 0 0; padding:16px 0 0; list-style:none; border-top:1px solid var(--line); }
        .facts b { display:block; font-size:19px; line-height:1.3; overflow-wrap:anywhere; } .facts span { color:var(--soft); font-size:13.5px; }
        .card { background:var(--paper); border:1px solid var(--line); border-radius:10px; padding:22px 26px; margin:0 0 16px; }
        .card.side { border-left:5px solid var(--unknown); }
        .card.fine { border-left-color:var(--fine); } .card.watch { border-left-color:var(--watch); } .card.act { border-left-color:var(--act); }
        .card.side h3 { margin:10px 0 6px; } .card.side p { margin-bottom:8px; } .hero { padding:26px 30px; } .hero h3 { font-size:21px; } .hero p { font-size:17px; } .hero .sure { font-size:15px; }
        .grid { display:grid; grid-template-columns:repeat(auto-fill,minmax(380px,1fr)); gap:16px; margin-bottom:16px; } .grid .card { margin:0; }
        .chip { display:inline-block; border-radius:99px; padding:1px 11px 1px 9px; font-size:12.5px; font-weight:600; color:var(--on); background:var(--unknown); white-space:nowrap; }
        .chip.fine { background:var(--fine); } .chip.watch { background:var(--watch); } .chip.act { background:var(--act); } .sign { font-size:11px; margin-right:2px; }
        .others { margin:0 0 16px; padding:0; list-style:none; display:flex; flex-wrap:wrap; gap:8px 28px; } .others .chip { margin-right:4px; }
        .also { margin:20px 0 0; padding-left:20px; } .also li { margin-bottom:6px; }
        .card ul { margin:0 0 12px; padding-left:20px; } .card li { margin-bottom:5px; } .wide { overflow-x:auto; } .wide + p { margin-top:14px; } .chart { overflow-x:auto; margin:6px 0 10px; }
        table { width:100%; border-collapse:collapse; font-size:14px; line-height:1.45; }
        th { text-align:left; color:var(--soft); font-weight:600; font-size:13px; border-bottom:1px solid var(--unknown); padding:8px 14px 6px 0; vertical-align:bottom; }
        td { border-bottom:1px solid var(--line); padding:8px 14px 8px 0; vertical-align:top; overflow-wrap:break-word; }
        tr:last-child td { border-bottom:0; } td:last-child, th:last-child { padding-right:0; }
        td.number, th.number { text-align:right; font-variant-numeric:tabular-nums; } td.number { white-space:nowrap; } td.metric { min-width:170px; } td.metric b { white-space:nowrap; }
        td small { color:var(--soft); display:block; font-size:12.5px; white-space:normal; }
        .fine-text { color:var(--fine); } .watch-text { color:var(--watch); font-weight:600; } .act-text { color:var(--act); font-weight:600; } .unknown-text { color:var(--unknown); }
        details { margin-top:18px; } summary { cursor:pointer; color:var(--accent); font-weight:600; font-size:14.5px; padding:2px 0; } details[open] > summary { margin-bottom:6px; }
        .key { display:inline-block; width:11px; height:11px; border-radius:50%; margin:0 4px 0 14px; vertical-align:-1px; } .key:first-child { margin-left:0; }
        .key.model { background:var(--act); } .key.best { background:var(--front); } .key.other { background:var(--unknown); opacity:.55; }
        @media (max-width:640px) { main { padding:28px 14px 48px; } .card, .hero { padding:18px 16px; } .grid { grid-template-columns:1fr; } .chart svg { min-width:600px; } }
        @media print { :root { --back:#fff; --paper:#fff; --ink:#000; --soft:#444; --line:#ccc; --fine:#1c7c83; --watch:#b36b00; --act:#b1223c; --accent:#2f6690; --track:#eee; --band:#e6f2f1; --on:#fff; }
          body { font-size:11pt; } main { max-width:none; padding:0; } .card, .chart, tr { break-inside:avoid; } h2, h3, summary { break-after:avoid; } details::details-content { content-visibility:visible; } * { -webkit-print-color-adjust:exact; print-color-adjust:exact; } }
        """;

    public const string Drawings = """
        svg { width:100%; height:auto; display:block; font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif; }
        svg .name { fill:var(--ink); } svg .value { fill:var(--ink); font-weight:600; font-variant-numeric:tabular-nums; } svg .axis { fill:var(--soft); font-size:12px; }
        svg .track { fill:var(--track); } svg .bar.rate, svg .bar.feature { fill:var(--accent); } svg .bar.fine { fill:var(--fine); } svg .bar.watch { fill:var(--watch); } svg .bar.act { fill:var(--act); }
        svg .band { fill:var(--band); } svg .grid { stroke:var(--line); } svg .zero { stroke:var(--unknown); }
        svg .whisker { stroke-width:2; stroke:var(--unknown); } svg .range { stroke-width:9; stroke-linecap:round; opacity:.22; stroke:var(--unknown); } svg .dot { fill:var(--unknown); stroke:var(--paper); stroke-width:1.5; }
        svg .whisker.fine, svg .range.fine { stroke:var(--fine); } svg .whisker.watch, svg .range.watch { stroke:var(--watch); } svg .whisker.act, svg .range.act { stroke:var(--act); }
        svg .dot.fine { fill:var(--fine); } svg .dot.watch { fill:var(--watch); } svg .dot.act { fill:var(--act); } svg .dot.before { fill:var(--paper); stroke:var(--soft); stroke-width:1.8; }
        svg .dot.model { fill:var(--act); } svg .dot.best { fill:var(--front); } svg .dot.other { fill:var(--unknown); opacity:.55; } svg .front { fill:none; stroke:var(--front); stroke-width:1.6; opacity:.7; }
        svg .rows { fill:var(--unknown); opacity:.22; } svg .single { fill:none; stroke:var(--unknown); stroke-width:1; opacity:.28; } svg .mean { fill:none; stroke:var(--accent); stroke-width:2.6; stroke-linejoin:round; } svg .errors { fill:var(--accent); opacity:.2; }
        svg .swarm { fill:none; stroke-width:4.4; stroke-linecap:round; stroke-opacity:.85; } svg .plain { stroke:var(--unknown); }
        svg .v0 { stroke:#2a6fb5; } svg .v1 { stroke:#4b7fc0; } svg .v2 { stroke:#6f8dc4; } svg .v3 { stroke:#8f93bd; } svg .v4 { stroke:#a98fa9; } svg .v5 { stroke:#bd868d; } svg .v6 { stroke:#cd7a6c; } svg .v7 { stroke:#da6c49; } svg .v8 { stroke:#e25f22; }
        """;
}
