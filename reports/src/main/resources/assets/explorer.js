// The trend explorer: draws what was published, computes nothing. What is chosen is in the address, so that a link shows the same view.
(function () {
  'use strict';
  var MOST = 6, COLOURS = ['#12436d', '#f46a25', '#801650', '#28a197', '#3d3d3d', '#a285d1'], SHAPES = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'roundRect'];
  var series = {}, bands = {}, waiting = {}, chosen = [], chart = null, keepsSaid = false;
  var names = {}; // level:code to [level in words, code, name, page]
  function at(id) { return document.getElementById(id); }
  window.pcwSeries = function (key, data) { series[key] = data; };
  window.pcwBands = function (level, data) { bands[level] = data; };
  window.pcwOrganisations.forEach(function (o) { names[o[3].split('/')[0] + ':' + o[1]] = o; });

  function load(path, then) {
    if (waiting[path] === true) { then(); return; }
    var script = document.createElement('script');
    script.src = path;
    script.onload = function () { waiting[path] = true; then(); };
    script.onerror = function () { at('said').textContent = 'The figures of this organisation could not be loaded.'; then(); };
    document.head.appendChild(script);
  }
  function path(key) { var parts = key.split(':'); return 'explorer/' + parts[0] + '/' + parts[1].toLowerCase() + '.js'; }
  function label(key) { return names[key] ? names[key][2] + ' (' + names[key][1] + ')' : key; }
  function month(day) { return new Date(day + 'T00:00:00Z').toLocaleDateString('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' }).replace('Sept', 'Sep'); }

  function read() {
    var asked = {};
    location.hash.slice(1).split('&').forEach(function (pair) { var i = pair.indexOf('='); if (i > 0) { asked[pair.slice(0, i)] = decodeURIComponent(pair.slice(i + 1)); } });
    if (asked.m && at('measure').querySelector('option[value="' + CSS.escape(asked.m) + '"]')) { at('measure').value = asked.m; }
    chosen = (asked.o || '').split(',').filter(function (key) { return names[key]; }).slice(0, MOST);
    if (!chosen.length) { chosen = Object.keys(names).slice(0, 1); }
    if (asked.d) { at('deciles').checked = asked.d === '1'; }
    if (asked.s) { at('limits').checked = asked.s === '1'; }
  }
  function write() {
    var hash = '#m=' + at('measure').value + '&o=' + chosen.join(',') + '&d=' + (at('deciles').checked ? 1 : 0) + '&s=' + (at('limits').checked ? 1 : 0);
    if (location.hash !== hash) { history.replaceState(null, '', hash); }
  }
  function list() {
    var ul = at('chosen');
    ul.textContent = '';
    chosen.forEach(function (key, i) {
      var li = document.createElement('li'), a = document.createElement('a'), button = document.createElement('button');
      a.href = names[key][3];
      a.textContent = label(key);
      button.type = 'button';
      button.textContent = 'Remove';
      button.setAttribute('aria-label', 'Remove ' + label(key));
      button.addEventListener('click', function () { chosen.splice(i, 1); show(); at('organisation').focus(); });
      li.append(a, ' ', button);
      ul.appendChild(li);
    });
  }
  function one(key) { return (series[key] || {})[at('measure').value] || { p: [], v: [], s: [], k: [] }; }

  function show() {
    if (!keepsSaid) { at('said').textContent = ''; }
    keepsSaid = false;
    write();
    list();
    var left = chosen.length + 1;
    function done() { left -= 1; if (left === 0) { draw(); } }
    chosen.forEach(function (key) { load(path(key), done); });
    var level = chosen.length ? chosen[0].split(':')[0] : 'england';
    load('explorer/bands/' + level + '.js', done);
  }

  function draw() {
    var measure = at('measure'), option = measure.selectedOptions[0], periods = {};
    chosen.forEach(function (key) { one(key).p.forEach(function (p) { periods[p] = true; }); });
    var axis = Object.keys(periods).sort(), lines = [], settings = '';
    var level = chosen.length ? chosen[0].split(':')[0] : '', band = (bands[level] || {})[measure.value];
    var hasBand = at('deciles').checked && band && band.p.length > 0;
    if (hasBand) {
      for (var d = 0; d < 9; d += 1) {
        (function (d) {
          var before = null;
          lines.push({
            type: 'line', name: 'Decile ' + (d + 1) * 10, symbol: 'none', silent: true, stack: 'deciles', connectNulls: false, lineStyle: d === 4 ? { color: '#3d3d3d', type: 'dashed', width: 1 } : { width: 0, color: '#3d3d3d' },
            areaStyle: d === 0 ? null : { color: '#12436d', opacity: 0.06 + 0.05 * Math.min(d, 9 - d) }, tooltip: { show: false },
            data: axis.map(function (p) { var i = band.p.indexOf(p); before = i < 0 ? null : band.d[i]; return before === null ? null : d === 0 ? before[0] : before[d] - before[d - 1]; })
          });
        }(d));
      }
    }
    chosen.forEach(function (key, i) {
      var s = one(key), marks = [], hasShown = axis.some(function (p) { var n = s.p.indexOf(p); return n >= 0 && s.v[n] !== null; });
      if (i === 0 && at('limits').checked && s.l) {
        settings = s.c[0];
        s.l.forEach(function (l) {
          var inside = axis.filter(function (p) { return p >= l[0] && p <= l[1]; });
          if (!inside.length) { return; }
          [[2, 'mean', 'solid'], [3, 'lower limit', 'dashed'], [4, 'upper limit', 'dashed']].forEach(function (line) {
            marks.push([{ coord: [inside[0], l[line[0]]], name: line[1], lineStyle: { type: line[2], color: '#0b0c0c' }, label: { formatter: line[1], position: 'insideStartTop', color: '#0b0c0c', backgroundColor: 'rgba(255, 255, 255, 0.85)', padding: [1, 3] } }, { coord: [inside[inside.length - 1], l[line[0]]] }]);
          });
        });
      }
      lines.push({
        type: 'line', id: key, name: label(key), symbol: SHAPES[i], symbolSize: 7, color: COLOURS[i], lineStyle: { width: 2.5 }, connectNulls: false, z: 5,
        data: axis.map(function (p) { var n = s.p.indexOf(p); return n < 0 ? null : s.v[n]; }),
        endLabel: { show: hasShown, formatter: names[key][1], color: COLOURS[i], fontWeight: 600 },
        markLine: marks.length ? { symbol: 'none', silent: true, z: 6, data: marks } : undefined
      });
    });
    at('view').hidden = false;
    if (!chart) { chart = window.echarts.init(at('chart'), null, { renderer: 'canvas' }); window.addEventListener('resize', function () { chart.resize(); }); }
    chart.setOption({
      animation: false, textStyle: { fontFamily: '"Source Sans 3", Arial, sans-serif', fontSize: 14 },
      grid: { left: 70, right: 110, top: settings ? 80 : 56, bottom: 40 },
      title: { text: option.dataset.unit + (option.dataset.better === 'neither' ? '; neither is better' : '; ' + option.dataset.better + ' is better'), subtext: settings, subtextStyle: { fontSize: 13, color: '#3d3d3d' }, itemGap: 8, textStyle: { fontSize: 14, fontWeight: 'normal', color: '#3d3d3d' } },
      tooltip: { trigger: 'axis', renderMode: 'richText', formatter: function (points) { return month(points[0].axisValue) + '\n' + points.filter(function (p) { return p.seriesName.indexOf('Decile') !== 0; }).map(function (p) { return p.seriesName + ': ' + (p.value === undefined || p.value === null ? 'not shown' : p.value); }).join('\n'); } },
      xAxis: { type: 'category', data: axis, axisLabel: { formatter: month, color: '#3d3d3d' } },
      yAxis: { type: 'value', min: function (v) { return v.min < 0 ? v.min : 0; }, axisLabel: { color: '#3d3d3d' } },
      series: lines
    }, true);
    apart(axis);
    var hasGap = chosen.some(function (key) { var s = one(key); return axis.some(function (p) { var n = s.p.indexOf(p); return n < 0 || s.v[n] === null; }); });
    var hasNone = chosen.some(function (key) { return one(key).p.length && axis.some(function (p) { return one(key).p.indexOf(p) < 0; }); });
    at('reading').textContent = [
      hasBand ? 'Shaded: deciles of ' + level.replace('_', ' ') + ' peers, in steps of ten; dashed: their median.' : '',
      at('deciles').checked && chosen.length && !hasBand ? 'No deciles are published of this measure at this level.' : '',
      chosen.length && !axis.length ? 'Nothing has been published of this measure for these organisations.' : '',
      axis.length && hasGap ? 'Gaps: not shown, with the reason in the table.' : '',
      axis.length && hasNone ? 'Blank: of this period no figure is published for the organisation.' : '',
      axis.length ? without() : ''
    ].filter(Boolean).join(' ');
    table(axis);
  }
  // Practices have figures of people for the year to date alone, which is no series.
  function without() {
    var none = chosen.filter(function (key) { return !one(key).p.length; });
    if (!none.length) { return ''; }
    return none.map(function (key) { return names[key][1]; }).join(', ') + ': no series is published of this measure' +
      (none.some(function (key) { return key.indexOf('practice:') === 0; }) ? '; of a practice, people are published for the year to date alone, on its page.' : '.');
  }
  // The codes at the ends of the lines, moved down until none lies on another.
  function apart(axis) {
    var below = -Infinity;
    var ends = chosen.map(function (key) {
      var shown = one(key).v.filter(function (v) { return v !== null; });
      return { key: key, y: shown.length && axis.length ? chart.convertToPixel({ yAxisIndex: 0 }, shown[shown.length - 1]) : null };
    }).filter(function (end) { return end.y !== null; }).sort(function (a, b) { return a.y - b.y; });
    chart.setOption({
      series: ends.map(function (end) {
        var y = Math.max(end.y, below + 16);
        below = y;
        return { id: end.key, endLabel: { offset: [0, y - end.y] } };
      })
    });
  }
  function table(axis) {
    var head = at('figures').tHead, body = at('figures').tBodies[0];
    var decimals = Math.max.apply(null, [0].concat(chosen.map(function (key) {
      return Math.max.apply(null, [0].concat(one(key).v.map(function (v) { return v === null ? 0 : (String(v).split('.')[1] || '').slice(0, 2).length; })));
    })));
    head.textContent = ''; body.textContent = '';
    var row = head.insertRow();
    ['Period to'].concat(chosen.map(label)).forEach(function (text) { var th = document.createElement('th'); th.scope = 'col'; th.textContent = text; row.appendChild(th); });
    axis.slice().reverse().forEach(function (p) {
      var tr = body.insertRow(), th = document.createElement('th');
      th.scope = 'row'; th.textContent = month(p); tr.appendChild(th);
      chosen.forEach(function (key) {
        var s = one(key), n = s.p.indexOf(p), td = tr.insertCell();
        td.textContent = n < 0 ? '' : s.v[n] === null ? s.s[n] : s.v[n].toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }) + (s.s[n] ? ' ' + s.s[n] : '');
      });
    });
  }
  function save(href, name) { var a = document.createElement('a'); a.href = href; a.download = name; document.body.appendChild(a); a.click(); a.remove(); }
  function csv() {
    var rows = [['measure_id', 'org_level', 'ods_code', 'org_name', 'period_end', 'value', 'shorthand']];
    chosen.forEach(function (key) {
      var s = one(key);
      s.p.forEach(function (p, i) { rows.push([at('measure').value, key.split(':')[0], key.split(':')[1], names[key][2], p, s.v[i] === null ? '' : s.v[i], s.s[i]]); });
    });
    var text = rows.map(function (r) { return r.map(function (c) { c = String(c); if (/^[=+@-]/.test(c) && isNaN(c)) { c = '\'' + c; } return /[",\n]/.test(c) ? '"' + c.replace(/"/g, '""') + '"' : c; }).join(','); }).join('\r\n');
    save(URL.createObjectURL(new Blob(['\ufeff' + text + '\r\n'], { type: 'text/csv' })), 'trend_' + at('measure').value + '.csv');
  }
  function add() {
    var text = at('organisation').value.trim().toLowerCase();
    var key = Object.keys(names).find(function (k) { return names[k][1].toLowerCase() === text || (names[k][2] + ' (' + names[k][1] + ')').toLowerCase() === text; }) ||
      Object.keys(names).find(function (k) { return text && names[k][2].toLowerCase().indexOf(text) >= 0; });
    if (!key) { at('said').textContent = 'No organisation has this name or code.'; return; }
    if (chosen.indexOf(key) >= 0) { at('said').textContent = label(key) + ' is shown already.'; return; }
    if (chosen.length >= MOST) { at('said').textContent = 'Six at most: remove one first.'; return; }
    chosen.push(key);
    at('organisation').value = '';
    at('said').textContent = label(key) + ' was added.';
    keepsSaid = true;
    show();
  }
  at('explore').hidden = false;
  Object.keys(names).forEach(function (key) { var option = document.createElement('option'); option.value = label(key); at('names').appendChild(option); });
  at('explore').addEventListener('submit', function (event) { event.preventDefault(); add(); });
  at('add').addEventListener('click', add);
  ['measure', 'deciles', 'limits'].forEach(function (id) { at(id).addEventListener('change', show); });
  at('link').addEventListener('click', function () {
    write();
    function said() { at('said').textContent = 'The link is in the address bar' + (navigator.clipboard ? ' and was copied.' : '.'); }
    if (navigator.clipboard) { navigator.clipboard.writeText(location.href).then(said, said); } else { said(); }
  });
  // The picture leaves the page: it says itself what it shows, of whom and from where.
  function png() {
    var option = chart.getOption(), top = option.grid[0].top;
    var head = [at('measure').selectedOptions[0].text, chosen.map(label).join('; '), at('source').textContent].join('\n');
    var width = chart.getWidth(), height = chart.getHeight(), added = 76;
    chart.resize({ width: width, height: height + added, silent: true });
    chart.setOption({ title: [{ top: added + 5 }, { id: 'head', text: head, top: 5, left: 5, textStyle: { width: width - 10, overflow: 'truncate', fontSize: 14, lineHeight: 20, fontWeight: 'normal', color: '#0b0c0c' } }], grid: [{ top: top + added }] });
    save(chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#fff' }), 'trend_' + at('measure').value + '.png');
    chart.resize({ width: 'auto', height: 'auto', silent: true });
    draw();
  }
  at('png').addEventListener('click', png);
  at('csv').addEventListener('click', csv);
  window.addEventListener('hashchange', function () { read(); show(); });
  read();
  show();
}());
