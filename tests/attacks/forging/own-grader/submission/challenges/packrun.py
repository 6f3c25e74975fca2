import json

json.dump({'cases': []}, open('verdict.json', 'w'))
